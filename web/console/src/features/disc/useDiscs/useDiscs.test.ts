import { expect, test } from 'vitest'
import { ref } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'

import { fileName, isFetchable, isRevealable, stepsOf, useDiscs } from './useDiscs'

test('what can be done follows the state and the permissions', () => {
  const proposed = { state: 'proposed', is_answerable: true } as const
  expect(stepsOf(proposed, ['countersign'])).toEqual(['approve', 'decline'])
  expect(stepsOf({ ...proposed, is_answerable: false }, ['hand-over'])).toEqual(['drop'])
  expect(stepsOf({ state: 'ready', is_answerable: false }, ['hand-over'])).toEqual(['drop'])
  expect(stepsOf({ state: 'declined', is_answerable: false }, ['hand-over'])).toEqual([])
  const ready = { state: 'ready', files_end_at: '2026-12-01T00:00:00Z' } as const
  expect(isFetchable(ready, ['hand-over'])).toBe(true)
  expect(isFetchable(ready, ['countersign'])).toBe(false)
  expect(isFetchable({ state: 'ready' }, ['hand-over'])).toBe(false)
})

test('a passphrase is shown to who asked for an encrypted archive', () => {
  const made = { state: 'ready', files_end_at: '2026-12-01T00:00:00Z', form: 'encrypted-zip', proposed_by: 'me' } as const
  expect(isRevealable(made, 'me', ['hand-over'])).toBe(true)
  expect(isRevealable(made, 'you', ['hand-over'])).toBe(false)
  expect(isRevealable({ ...made, form: 'zip' }, 'me', ['hand-over'])).toBe(false)
  expect(isRevealable({ ...made, files_end_at: null }, 'me', ['hand-over'])).toBe(false)
})

test('a file is named by the school, and by its place where there are several', () => {
  const volume = { number: 1, bytes: 1, sha256: '', portraits: 1 }
  expect(fileName('某大学', { form: 'zip', volumes: [volume] }, 1)).toBe('某大学.zip')
  expect(fileName('某大学', { form: 'encrypted-zip', volumes: [volume] }, 1)).toBe('某大学.zip')
  expect(fileName('a/b', { form: 'cd', volumes: [volume, { ...volume, number: 2 }] }, 2)).toBe('a_b-2.iso')
})

test('a disc is asked for by school and form, and the list is read anew', async () => {
  const { api, requests } = clientOf<Blob>({
    'GET /api/v1/discs': good({ items: [{ id: 'd', state: 'making' }] }),
    'POST /api/v1/batches/b1/discs': good({ id: 'd' }),
    'POST /api/v1/discs/d/approve': problem(409, 'disc-second-person-needed'),
  })
  const action = createAction()
  const { propose, take, isMaking } = useDiscs(api, { isOver: () => false }, ref({ batch: '', state: '' } as const), action)
  expect(await propose('b1', { school: '10574', form: 'zip', template: '{number}.jpg' })).toBe(true)
  expect(isMaking.value).toBe(true)
  const sent = requests.find(({ method }) => method === 'POST')
  expect(sent?.body).toEqual({ kind: 'text', text: '{"school":"10574","form":"zip","template":"{number}.jpg"}' })
  expect(await take('approve', 'd')).toBe(false)
  expect(action.failure.value?.kind).toBe('problem')
})
