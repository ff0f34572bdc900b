import { expect, test } from 'vitest'

import { newDraft } from '../../../features/batch/draft'

import { SECTION_FIELDS } from './sectionFields'

test('every field stands in one part', () => {
  const placed = Object.values(SECTION_FIELDS).flat()
  expect([...placed].sort()).toEqual(Object.keys(newDraft(0)).sort())
})
