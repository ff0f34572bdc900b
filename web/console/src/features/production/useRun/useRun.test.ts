import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { expect, test } from 'vitest'
import { ref } from 'vue'

import { useRun } from './useRun'

const RUN = { id: 'r', state: 'open', lines: [], files: { files: 'ready', built_at: '2023-10-16T09:00:00Z' } }

async function opened(answers: Parameters<typeof clientOf>[0] = {}) {
  const { api, requests } = clientOf<Blob>({ 'GET /api/v1/runs/r': good(RUN), ...answers })
  const action = createAction({ onAnswer: () => undefined })
  const run = useRun(api, { isOver: () => false }, ref('r'), action)
  await run.load()
  return { run, action, requests }
}

test('a file is fetched by a link of its own', async () => {
  const { run } = await opened({ 'GET /api/v1/runs/r/files/sheets': good({ file: 'sheets', link: 'abc', expires_at: '2023-10-16T09:10:00Z' }) })
  expect(await run.addressOf('sheets')).toBe('/api/v1/files/abc')
})

test('a job that is made again is gone from the run, though the answer is empty', async () => {
  const { run, requests } = await opened({ 'POST /api/v1/print-jobs/j/reprint': { status: 204, body: undefined } })
  expect(await run.reprint('j', 'damaged')).toBe(true)
  expect(requests.filter(({ method }) => method === 'GET').length).toBeGreaterThan(1)
})

test('what is refused is not done', async () => {
  const { run, action } = await opened({ 'POST /api/v1/runs/r/shipment': problem(409, 'not-packed') })
  expect(await run.ship({ courier: 'shun-feng', waybill: 'SF123456' })).toBe(false)
  expect(action.failure.value?.kind).toBe('problem')
})
