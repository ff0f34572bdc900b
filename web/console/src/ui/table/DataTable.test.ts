import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { h, nextTick } from 'vue'

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

const LONG = Array.from({ length: 1000 }, (_, at) => ({ id: `r${String(at)}`, note: `note ${String(at)}` }))

/** Scrolls the page until the table begins so far above it; a row is taken for 48 px. */
async function scroll(table: ReturnType<typeof tableOf>, above: number): Promise<void> {
  const body = table.find('tbody').element
  body.getBoundingClientRect = () => ({ top: -above }) as DOMRect
  document.dispatchEvent(new Event('scroll'))
  await nextTick()
}

const shown = (table: ReturnType<typeof tableOf>) => table.findAll('.row').map((row) => Number(row.attributes('data-at')))
const room = (table: ReturnType<typeof tableOf>) => table.findAll<HTMLElement>('.gap td').reduce((sum, { element }) => sum + parseFloat(element.style.height), 0)

/** A pretended browser takes its time for hundreds of rows. */
const SLOW_MS = 60_000

test('up to 300 rows all are in the page', { timeout: SLOW_MS }, () => {
  const table = tableOf({ rows: LONG.slice(0, 300), columns: COLUMNS.slice(0, 1) })
  expect(table.findAll('.row')).toHaveLength(300)
  expect(table.find('table').attributes('aria-rowcount')).toBeUndefined()
  table.unmount()
})

test('of more only those in view are, and the rest keeps its room', { timeout: SLOW_MS }, async () => {
  const table = tableOf({ rows: LONG })
  expect(shown(table).length).toBeLessThan(60)
  expect(shown(table)).toContain(0)
  expect(shown(table).length * 48 + room(table)).toBe(1000 * 48)
  await scroll(table, 500 * 48)
  expect(shown(table)).toContain(500)
  expect(shown(table)).not.toContain(100)
  expect(shown(table).length).toBeLessThan(60)
  expect(shown(table).length * 48 + room(table)).toBe(1000 * 48)
  expect(table.text()).toContain('note 500')
  table.unmount()
})

test('of a hundred thousand rows a window alone is in the page, wherever it stands', { timeout: SLOW_MS }, async () => {
  const count = 100_000
  const rows = Array.from({ length: count }, (_, at) => ({ id: `r${String(at)}`, note: `note ${String(at)}` }))
  const table = tableOf({ rows })
  for (const at of [0, 60_000, count - 1]) {
    await scroll(table, at * 48)
    expect(shown(table)).toContain(at)
    expect(table.findAll('tbody tr').length).toBeLessThan(60)
    expect(shown(table).length * 48 + room(table)).toBe(count * 48)
  }
  expect(table.find('table').attributes('aria-rowcount')).toBe('100001')
  table.unmount()
})

test('listeners are told how many rows there are, and which one each is', async () => {
  const table = tableOf({ rows: LONG })
  await scroll(table, 500 * 48)
  expect(table.find('table').attributes('aria-rowcount')).toBe('1001')
  expect(table.find('thead tr').attributes('aria-rowindex')).toBe('1')
  expect(table.find('[data-at="500"]').attributes('aria-rowindex')).toBe('502')
  expect(table.findAll('.gap').every((gap) => gap.attributes('aria-hidden') === 'true')).toBe(true)
  table.unmount()
})

test('Tab comes in at both ends, and goes on from the row that has the focus wherever the page is', { timeout: SLOW_MS }, async () => {
  const table = tableOf({ rows: LONG }, { name: ({ row }: { row: Thing }) => h('button', row.id) })
  await scroll(table, 200 * 48)
  await table.find('[data-at="205"] button').trigger('focusin')
  await scroll(table, 800 * 48)
  expect(shown(table)).toEqual(expect.arrayContaining([0, 204, 205, 206, 805, 999]))
  expect(shown(table)).not.toContain(203)
  await table.find('[data-at="205"] button').trigger('focusout')
  expect(shown(table)).not.toContain(205)
  table.unmount()
})

test('all are printed', { timeout: SLOW_MS }, async () => {
  const table = tableOf({ rows: LONG.slice(0, 301), columns: COLUMNS.slice(0, 1) })
  expect(table.findAll('.row').length).toBeLessThan(60)
  window.dispatchEvent(new Event('beforeprint'))
  await nextTick()
  expect(table.findAll('.row')).toHaveLength(301)
  window.dispatchEvent(new Event('afterprint'))
  await nextTick()
  expect(table.findAll('.row').length).toBeLessThan(60)
  table.unmount()
})
