import { expect, test } from 'vitest'

import { percent, totalOf } from './counts'
import type { Leaf } from './counts'
import { found, keysOf, placeOf, rowsOf, sorted, treeOf } from './tree'
import type { Place } from './tree'

function leaf(said: Partial<Leaf>): Leaf {
  return { school: 's', school_name: 'School', on_roster: 0, not_begun: 0, off_roster: 0, by_state: {}, ...said }
}

const LEAVES: readonly Leaf[] = [
  leaf({ college: 'a', college_name: '甲学院', class: 'a1', class_name: '1班', level: '专升本', on_roster: 10, not_begun: 4, by_state: { approved: 5, rejected: 1 } }),
  leaf({ college: 'a', college_name: '甲学院', class: 'a1', class_name: '1班', level: '高起本', on_roster: 2, not_begun: 2 }),
  leaf({ college: 'a', college_name: '甲学院', on_roster: 1, not_begun: 1 }),
  leaf({ college: 'b', college_name: '乙学院', teaching_point: 'p', teaching_point_name: '南点', class: 'b1', class_name: '2班', level: '专升本', on_roster: 4, by_state: { approved: 2, 'awaiting-review': 1, 'awaiting-photo': 1, voided: 1 }, off_roster: 1 }),
]

const names = (places: readonly Place[]) => places.map(({ name, kind }) => name ?? kind)

test('every place is the sum of what is below it', () => {
  const top = treeOf(LEAVES)
  expect(top.counts).toEqual({
    onRoster: 17,
    offRoster: 1,
    parts: { approved: 7, reviewed: 1, rejected: 1, working: 1, missing: 7, lapsed: 1 },
  })
  expect(totalOf(top.counts)).toBe(18)
  const college = placeOf(top.children, 'a')
  expect(college?.counts.parts).toMatchObject({ approved: 5, rejected: 1, missing: 7 })
  expect([...(placeOf(top.children, 'a1')?.levels ?? [])]).toEqual([['专升本', 10], ['高起本', 2]])
  for (const place of top.children) {
    const below = place.children.reduce((sum, child) => sum + totalOf(child.counts), 0)
    expect(below).toBe(totalOf(place.counts))
  }
})

test('who belongs to no class of a college has a row of its own there', () => {
  const [college] = treeOf(LEAVES).children
  expect(names(college?.children ?? [])).toEqual(['1班', 'rest'])
  expect(treeOf([leaf({ on_roster: 3, not_begun: 3 })]).children).toEqual([])
})

test('schools have rows where there are several, and who has none stands last', () => {
  const other = leaf({ school: 't', school_name: 'Another', on_roster: 1, not_begun: 1 })
  const nowhere = leaf({ school: null, school_name: null, off_roster: 1, by_state: { approved: 1 } })
  const top = treeOf([nowhere, ...LEAVES, other])
  expect(names(sorted(top.children, 'missing'))).toEqual(['Another', 'School', 'nowhere'])
})

test('what is missing most comes first, at every depth', () => {
  const { children } = treeOf(LEAVES)
  // 3 of 5 are missing there, 8 of 13 here.
  expect(names(sorted(children, 'missing'))).toEqual(['甲学院', '乙学院'])
  expect(names(sorted(children, 'name'))).toEqual(['甲学院', '乙学院'])
})

test('a search keeps the way to what it finds, and opens it', () => {
  const { children } = treeOf(LEAVES)
  const { places, opened } = found(children, ' 南点 ')
  expect(names(rowsOf(places, opened).map(({ place }) => place))).toEqual(['乙学院', '南点'])
  expect(names(found(children, '甲').places[0]?.children ?? [])).toEqual(['1班', 'rest'])
  expect(found(children, '丙').places).toEqual([])
})

test('rows are those whose places above are open', () => {
  const { children } = treeOf(LEAVES)
  expect(rowsOf(children, new Set()).map(({ canOpen, isOpen }) => [canOpen, isOpen])).toEqual([[true, false], [true, false]])
  expect(rowsOf(children, new Set(keysOf(children))).map(({ depth }) => depth)).toEqual([1, 2, 2, 1, 2, 3])
})

test('a state that is not known yet is under way', () => {
  expect(treeOf([leaf({ by_state: { 'awaiting-stamp': 2 } })]).counts.parts.working).toBe(2)
})

test('shares are never rounded to all or to nothing', () => {
  expect([0, 0.0001, 0.125, 0.9999, 1].map(percent)).toEqual(['0%', '0.1%', '12.5%', '99.9%', '100%'])
})
