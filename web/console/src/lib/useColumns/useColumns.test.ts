import { expect, test } from 'vitest'

import type { Keeper } from '@caixiang/shared/vue/kept/kept'
import { text } from '../../words'

import { useColumns } from './useColumns'
import type { Column } from './useColumns'

const COLUMNS: readonly Column<'name' | 'time' | 'note'>[] = [
  { name: 'name', title: text('名称', 'Name'), isFixed: true },
  { name: 'time', title: text('时间', 'Time') },
  { name: 'note', title: text('备注', 'Note') },
]

function columnsWith(kept: Record<string, unknown> = {}) {
  const keeper: Keeper = {
    read: (name) => kept[name],
    write: (name, value) => {
      kept[name] = value
    },
  }
  const made = useColumns(keeper, 'things', COLUMNS)
  return { ...made, kept, names: () => made.shown.value.map(({ name }) => name) }
}

test('at first all are shown', () => {
  expect(columnsWith().names()).toEqual(['name', 'time', 'note'])
})

test('a choice is kept for the next visit', () => {
  const { toggle, names, kept } = columnsWith()
  toggle('time')
  expect(names()).toEqual(['name', 'note'])
  expect(columnsWith(kept).names()).toEqual(['name', 'note'])
  const later = columnsWith(kept)
  later.toggle('time')
  expect(later.names()).toEqual(['name', 'time', 'note'])
})

test('what must stay, and what is no column any more, is not hidden', () => {
  expect(columnsWith({ 'columns-things': 'name,gone,note' }).names()).toEqual(['name', 'time'])
  expect(columnsWith({ 'columns-things': 7 }).names()).toEqual(['name', 'time', 'note'])
})

test('all can be shown again at once', () => {
  const { toggle, showAll, names } = columnsWith()
  toggle('time')
  toggle('note')
  showAll()
  expect(names()).toEqual(['name', 'time', 'note'])
})
