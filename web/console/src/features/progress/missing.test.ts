import { expect, test } from 'vitest'

import type { Leaf } from './counts'
import { worstOf } from './missing'
import { treeOf } from './tree'

const leaf = (college: string, said: Partial<Leaf>, group = `${college}1`): Leaf => ({
  school: 's', school_name: '学校', college, college_name: college, class: group, class_name: group,
  on_roster: 10, not_begun: 0, off_roster: 0, by_state: {}, ...said,
})

const namesOf = (leaves: readonly Leaf[], most = 5) => worstOf(treeOf(leaves), most).map(({ name }) => name)

test('those with most students who have not begun or were rejected come first', () => {
  const leaves = [leaf('文学院', { not_begun: 3 }), leaf('医学院', { not_begun: 1, by_state: { rejected: 4 } }), leaf('体育学院', { by_state: { approved: 9 } })]
  expect(namesOf(leaves)).toEqual(['医学院', '文学院'])
  expect(namesOf(leaves, 1)).toEqual(['医学院'])
})

test('of a single college the classes are told', () => {
  expect(namesOf([leaf('文学院', { not_begun: 1 }, '1班'), leaf('文学院', { not_begun: 2 }, '2班')])).toEqual(['2班', '1班'])
})

test('who belongs to no place has no list to go to', () => {
  expect(namesOf([{ on_roster: 0, not_begun: 5, off_roster: 0, by_state: {} }, leaf('文学院', { not_begun: 1 }), leaf('医学院', {})])).toEqual(['文学院'])
})
