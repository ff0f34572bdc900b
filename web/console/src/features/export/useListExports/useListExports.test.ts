import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'

import { askForList, fileName, isFetchable, stepsOf, useListExports } from './useListExports'

test('what can be done follows the state and whose it is', () => {
  const proposed = { state: 'proposed', is_answerable: true, is_own: false } as const
  expect(stepsOf(proposed)).toEqual(['approve', 'decline'])
  expect(stepsOf({ ...proposed, is_answerable: false, is_own: true })).toEqual(['drop'])
  expect(stepsOf({ ...proposed, is_answerable: false })).toEqual([])
  expect(stepsOf({ state: 'declined', is_answerable: false, is_own: true })).toEqual([])
  const ready = { state: 'ready', is_own: true, file_ends_at: '2026-12-01T00:00:00Z' } as const
  expect(isFetchable(ready)).toBe(true)
  expect(isFetchable({ ...ready, is_own: false })).toBe(false)
  expect(isFetchable({ state: 'ready', is_own: true })).toBe(false)
})

test('a file is named by batch and place', () => {
  expect(fileName({ batch_name: '2024/1 采集', place: '文学院', form: 'csv' })).toBe('2024_1 采集-文学院.csv')
  expect(fileName({ batch_name: '采集', form: 'xlsx' })).toBe('采集.xlsx')
})

test('a list is asked for as it is looked at, with a reason', async () => {
  const { api, requests } = clientOf<Blob>({ 'POST /api/v1/list-exports': good({ id: 'l' }) })
  const choice = { batch: 'b', stage: 'off-roster', school: 's', unit: undefined, class: undefined } as const
  await askForList(api, choice, 'xlsx', 'compare', 'key')
  expect(requests[0]?.headers['Idempotency-Key']).toBe('key')
  expect(requests[0]?.body).toEqual({ kind: 'text', text: '{"batch":"b","only_off_roster":true,"school":"s","form":"xlsx","reason":"compare"}' })
})

test('a step that is refused leaves its reason, and the lists are read anew', async () => {
  const { api, requests } = clientOf<Blob>({
    'GET /api/v1/list-exports': good({ items: [{ id: 'l', state: 'approved' }] }),
    'POST /api/v1/list-exports/l/approve': problem(409, 'list-second-person-needed'),
    'POST /api/v1/list-exports/l/file': good({ address: '/api/v1/files/x' }),
  })
  const action = createAction()
  const { take, fetchFile, isMaking } = useListExports(api, { isOver: () => false }, action)
  expect(await take('approve', 'l')).toBe(false)
  expect(action.failure.value?.kind).toBe('problem')
  expect(isMaking.value).toBe(true)
  expect((await fetchFile('l'))?.address).toBe('/api/v1/files/x')
  expect(requests.filter(({ method }) => method === 'GET')).toHaveLength(2)
})
