import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { h } from 'vue'

import { language } from '../../lib/language'
import type { Column } from '../../lib/useColumns/useColumns'
import { text } from '../../words'

import DataTable from './DataTable.vue'

interface Thing {
  readonly id: string
  readonly note: string
}

const COLUMNS: readonly Column<'name' | 'note'>[] = [
  { name: 'name', title: text('名称', 'Name'), width: '128px' },
  { name: 'note', title: text('备注', 'Note'), isWide: true },
]

beforeEach(() => {
  language.value = 'en'
})

function tableOf(props: { rows: readonly Thing[] | undefined; failure?: { kind: 'no-answer' }; columns?: readonly Column<'name' | 'note'>[] }, slots = {}) {
  return mount(DataTable<Thing, 'name' | 'note'>, {
    props: { label: 'Things', columns: COLUMNS, keyOf: ({ id }: Thing) => id, classOf: ({ id }: Thing) => (id === 'b' ? 'marked' : ''), ...props },
    slots: {
      name: ({ row }: { row: Thing }) => h('b', row.id),
      note: ({ row }: { row: Thing }) => row.note,
      ...slots,
    },
  })
}

const ROWS = [
  { id: 'a', note: 'first' },
  { id: 'b', note: 'second' },
]

test('cells are what the slots make of a row, column by column', () => {
  const table = tableOf({ rows: ROWS })
  expect(table.findAll('th').map((head) => head.text())).toEqual(['Name', 'Note'])
  const rows = table.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))
  expect(rows).toEqual([['a', 'first'], ['b', 'second']])
  expect(table.findAll('.marked')).toHaveLength(1)
})

test('a hidden column has neither head nor cells', () => {
  const table = tableOf({ rows: ROWS, columns: COLUMNS.slice(0, 1) })
  expect(table.findAll('th')).toHaveLength(1)
  expect(table.text()).not.toContain('first')
})

test('while it is on its way it says so, once', () => {
  const table = tableOf({ rows: undefined })
  expect(table.find('table').attributes('aria-busy')).toBe('true')
  expect(table.findAll('[role=status]').map((status) => status.text())).toEqual(['Loading…'])
})

test('a list that is empty says what would be here', () => {
  expect(tableOf({ rows: [] }).text()).toBe('Nothing here yet')
  expect(tableOf({ rows: [] }, { empty: () => 'No batch yet' }).text()).toBe('No batch yet')
  expect(tableOf({ rows: [] }).find('table').exists()).toBe(false)
})

test('a list that did not come says why, and can be asked for again', async () => {
  const table = tableOf({ rows: undefined, failure: { kind: 'no-answer' } })
  expect(table.find('[role=alert]').text()).toMatch(/connection/)
  await table.find('button').trigger('click')
  expect(table.emitted('retry')).toHaveLength(1)
})

test('what is there stays when a later answer does not come', () => {
  expect(tableOf({ rows: ROWS, failure: { kind: 'no-answer' } }).findAll('tbody tr')).toHaveLength(2)
})
