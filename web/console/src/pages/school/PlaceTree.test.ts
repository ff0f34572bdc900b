import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'

import { NONE } from '../../features/progress/counts'
import type { Row } from '../../features/progress/tree'
import { language } from '../../lib/language'

import PlaceTree from './PlaceTree.vue'

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
})

/** A college with as many classes, all seen. */
function rowsOf(classes: number): readonly Row[] {
  const place = (name: string, kind: 'college' | 'class') => ({ key: name, kind, name, id: name, counts: NONE, levels: new Map<string, number>(), children: [] })
  const below = Array.from({ length: classes }, (_, at): Row => ({ place: place(`class ${String(at + 1)}`, 'class'), depth: 2, canOpen: false, isOpen: false }))
  return [{ place: place('college', 'college'), depth: 1, canOpen: true, isOpen: true }, ...below]
}

function treeOf(classes: number) {
  return mount(PlaceTree, {
    props: { rows: rowsOf(classes), isByMissing: false, listOf: () => undefined, trendOf: () => undefined },
    attachTo: document.body,
  })
}

const shown = (tree: ReturnType<typeof treeOf>) => tree.findAll('[data-at]').map((row) => Number(row.attributes('data-at')))
const name = (tree: ReturnType<typeof treeOf>, at: number) => tree.find(`[data-at="${String(at)}"] .name`)

test('of a long tree only the rows in view are in the page', () => {
  const tree = treeOf(5000)
  expect(shown(tree).length).toBeLessThan(80)
  expect(shown(tree)).toEqual(expect.arrayContaining([0, 1, 5000]))
  expect(tree.find('table').attributes('aria-rowcount')).toBe('5002')
})

test('the arrow keys go on beyond what is in view, and back to the college', async () => {
  const tree = treeOf(5000)
  const last = name(tree, 5000)
  ;(last.element as HTMLElement).focus()
  await last.trigger('keydown', { key: 'ArrowUp' })
  await nextTick()
  expect(document.activeElement?.textContent).toBe('class 4999')
  await name(tree, 4999).trigger('keydown', { key: 'ArrowLeft' })
  await nextTick()
  expect(document.activeElement?.textContent).toContain('college')
})
