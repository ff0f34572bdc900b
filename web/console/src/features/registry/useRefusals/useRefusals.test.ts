import { expect, test, vi } from 'vitest'

import { clientOf, problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'

import { refusalsName, useRefusals } from './useRefusals'

const saveFile = vi.hoisted(() => vi.fn())
vi.mock('../../../lib/saveFile', () => ({ saveFile, WORKBOOK: 'workbook' }))

const FILE = 'GET /api/v1/batches/b1/registry-refusals.xlsx'

test('the name of a batch becomes that of a file', () => {
  expect(refusalsName({ name: '2026/春:一批' })).toBe('2026_春_一批-List of refusals.xlsx')
})

test('nothing is saved of a list that is refused', async () => {
  const { api } = clientOf<Blob>({ [FILE]: problem(403, 'not-allowed') })
  const { saveRefusals, saveFailure } = useRefusals(api, createAction())
  await saveRefusals({ id: 'b1', name: '一批' })
  expect(saveFailure.value?.kind).toBe('problem')
  expect(saveFile).not.toHaveBeenCalled()
})
