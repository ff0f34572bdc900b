import { expect, test } from 'vitest'

import { batchOf } from '../../testing'

import { filterOf, filterQuery, fitting } from './filter'

test('the address and the filter say the same', () => {
  const filter = { words: '韶关', state: 'paused' } as const
  expect(filterOf(filterQuery(filter))).toEqual(filter)
  expect(filterQuery({ words: ' ', state: 'all' })).toEqual({})
  expect(filterOf({ q: null, state: 'unheard-of' })).toEqual({ words: '', state: 'all' })
})

test('every word has to fit somewhere', () => {
  const batches = [batchOf({ id: 'a', name: '韶关 1月' }), batchOf({ id: 'b', name: '广州 1月', state: 'draft', feature_code: null })]
  const ids = (words: string, state: 'all' | 'draft' = 'all') => fitting(batches, { words, state }).map(({ id }) => id)
  expect(ids('')).toEqual(['a', 'b'])
  expect(ids('1月 韶关')).toEqual(['a'])
  expect(ids('j9vg')).toEqual(['a'])
  expect(ids('', 'draft')).toEqual(['b'])
  expect(ids('韶关', 'draft')).toEqual([])
})
