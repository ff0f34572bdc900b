import { expect, test } from 'vitest'
import { ref } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'

import { stepsOf, usePackages } from './usePackages'
import type { Choice } from './usePackages'

const BUILT = { state: 'built', is_answerable: false, file_bytes: 10 } as const

test('what can be done follows the state and the permissions', () => {
  const proposed = { state: 'proposed', is_answerable: true } as const
  expect(stepsOf(proposed, ['countersign'])).toEqual(['approve', 'decline'])
  expect(stepsOf({ ...proposed, is_answerable: false }, ['countersign', 'hand-over'])).toEqual(['drop'])
  expect(stepsOf(proposed, ['countersign', 'hand-over'])).toEqual(['approve', 'decline', 'drop'])
  expect(stepsOf(BUILT, ['countersign'])).toEqual([])
  expect(stepsOf(BUILT, ['hand-over'])).toEqual(['file', 'sent', 'drop'])
  expect(stepsOf({ state: 'built', is_answerable: false }, ['hand-over'])).toEqual(['drop'])
  expect(stepsOf({ ...BUILT, state: 'sent' }, ['hand-over'])).toEqual(['file'])
  expect(stepsOf({ state: 'declined', is_answerable: false }, ['hand-over'])).toEqual([])
})

function opened(answers: Parameters<typeof clientOf>[0], choice: Choice) {
  const { api, requests } = clientOf<Blob>(answers)
  const action = createAction()
  return { ...usePackages(api, { isOver: () => false }, ref(choice), action), requests, action }
}

test('a step is taken under one key, and the list is read anew', async () => {
  const { take, requests, packages, isBuilding, refresh } = opened(
    {
      'GET /api/v1/registry-packages': good({ items: [{ id: 'p', state: 'approved' }] }),
      'POST /api/v1/registry-packages/p/approve': good({ id: 'p' }),
    },
    { batch: 'b1', state: '' },
  )
  await refresh()
  expect(isBuilding.value).toBe(true)
  expect(await take('approve', 'p')).toBe(true)
  expect(packages.value?.length).toBe(1)
  const sent = requests.find(({ method }) => method === 'POST')
  expect(sent?.headers['Idempotency-Key']).toBeDefined()
  const last = requests.at(-1)
  expect(last?.method).toBe('GET')
  expect(last?.url).toContain('batch=b1')
})

test('what is refused says why', async () => {
  const { propose, action } = opened(
    {
      'GET /api/v1/registry-packages': good({ items: [] }),
      'POST /api/v1/batches/b1/registry-packages': problem(409, 'nothing-to-send'),
    },
    { batch: '', state: '' },
  )
  expect(await propose('b1')).toBe(false)
  expect(action.failure.value?.kind).toBe('problem')
})
