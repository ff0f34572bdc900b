import { expect, test } from 'vitest'

import { FILTERS_LIMIT, isSameQuery, useSavedFilters } from './useSavedFilters'

function browser(kept: Record<string, unknown> = {}) {
  const found = new Map<string, unknown>(Object.entries(kept))
  return { read: (name: string) => found.get(name), write: (name: string, value: unknown) => void found.set(name, value) }
}

const names = ({ filters }: ReturnType<typeof useSavedFilters>) => filters.value.map(({ name }) => name)

test('filters are there at the next visit, for the same account and page alone', () => {
  const keeper = browser()
  const first = useSavedFilters(keeper, 'students', 'anna')
  expect(names(first)).toEqual([])
  expect(first.save('  未开始  文学院 ', { stage: 'not-begun', unit: 'u' })).toBeUndefined()
  first.save('退回', { stage: 'rejected' })
  expect(useSavedFilters(keeper, 'students', 'anna').filters.value).toEqual([
    { name: '未开始 文学院', query: { stage: 'not-begun', unit: 'u' } },
    { name: '退回', query: { stage: 'rejected' } },
  ])
  expect(names(useSavedFilters(keeper, 'students', 'berta'))).toEqual([])
  expect(names(useSavedFilters(keeper, 'review', 'anna'))).toEqual([])
})

test('a name is given once, and there is an end to them', () => {
  const saved = useSavedFilters(browser(), 'students', 'anna')
  expect(saved.save(' ', {})).toBe('nameless')
  saved.save('a', {})
  expect(saved.save('a ', { stage: 'begun' })).toBe('taken')
  for (let at = 1; at < FILTERS_LIMIT; at += 1) saved.save(String(at), {})
  expect(saved.save('one more', {})).toBe('full')
  expect(names(saved)).toHaveLength(FILTERS_LIMIT)
})

test('one is renamed in its place, not to the name of another one', () => {
  const saved = useSavedFilters(browser(), 'students', 'anna')
  saved.save('a', { stage: 'begun' })
  saved.save('b', {})
  expect(saved.rename('a', 'b')).toBe('taken')
  expect(saved.rename('a', '')).toBe('nameless')
  expect(saved.rename('a', 'a')).toBeUndefined()
  expect(saved.rename('a', 'c')).toBeUndefined()
  expect(saved.filters.value).toEqual([{ name: 'c', query: { stage: 'begun' } }, { name: 'b', query: {} }])
})

test('what was deleted comes back to its place', () => {
  const saved = useSavedFilters(browser(), 'students', 'anna')
  for (const name of ['a', 'b', 'c']) saved.save(name, {})
  const takeBack = saved.remove('b')
  expect(names(saved)).toEqual(['a', 'c'])
  takeBack()
  takeBack()
  expect(names(saved)).toEqual(['a', 'b', 'c'])
})

test.each([
  ['no list', 'on'],
  ['something else', '{"name":"a"}'],
  ['another kind of storage', true],
])('what makes no sense counts for nothing: %s', (_, kept) => {
  expect(names(useSavedFilters(browser({ 'filters-students-anna': kept }), 'students', 'anna'))).toEqual([])
})

test('of a list the parts that make sense stay', () => {
  const kept = JSON.stringify([{ name: 'a', query: { stage: 'begun', unit: 3 } }, { name: '' , query: {} }, { name: 'b' }, null])
  expect(useSavedFilters(browser({ 'filters-students-anna': kept }), 'students', 'anna').filters.value).toEqual([{ name: 'a', query: { stage: 'begun' } }])
})

test('two filters are the same whatever comes first', () => {
  expect(isSameQuery({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true)
  expect(isSameQuery({ a: '1' }, { a: '1', b: '2' })).toBe(false)
  expect(isSameQuery({ a: '1' }, { b: '1' })).toBe(false)
})
