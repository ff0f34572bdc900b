import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { deskKeys } from '../../../features/review/useKeyChoice/useKeyChoice'
import type { ReviewSet } from '../../../features/review/useSet/useSet'
import { language } from '../../../lib/language'

import RestGrid from './RestGrid.vue'
import { useSetKeys } from './useSetKeys'

const ITEM = {
  submission: 's1', masked_name: '张*', school_code: '10576', links: { original: '/original', portrait: '/portrait' },
} as Schemas['SetItemView']

let close = (): void => undefined
afterEach(() => {
  close()
  deskKeys.reset()
})

async function opened() {
  language.value = 'zh'
  const set = { photos: shallowRef({ rest: [ITEM], to_look_for: [] }), out: shallowRef(new Set()), count: shallowRef(1), leaveOut: vi.fn() }
  const grid = mount(RestGrid, { props: { set: set as unknown as ReviewSet }, attachTo: document.body })
  close = () => { grid.unmount() }
  await grid.find('img').trigger('load')
  return {
    grid,
    approvals: () => grid.emitted('approve')?.length ?? 0,
    press: async (code: string, more: KeyboardEventInit = {}) => {
      document.dispatchEvent(new KeyboardEvent('keydown', { code, ...more }))
      await nextTick()
    },
  }
}

test('the grid has the keys that the reviewer has chosen, and says so', async () => {
  deskKeys.choose('approve', 'KeyK')
  deskKeys.choose('skip', 'KeyJ')
  deskKeys.choose('compare', 'KeyV')
  const { grid, approvals, press } = await opened()
  expect(grid.text()).toContain('按住 V 看原图 · K 通过')
  await press('KeyJ')
  await press('KeyC')
  expect([approvals(), grid.findAll('img').length]).toEqual([0, 1])
  await press('KeyV')
  expect(grid.findAll('img')).toHaveLength(2)
  document.dispatchEvent(new KeyboardEvent('keyup', { code: 'KeyV' }))
  await press('KeyK')
  expect([approvals(), grid.findAll('img').length]).toEqual([1, 1])
})

test('what an input method has taken, or a key that is held, approves nothing', async () => {
  const { approvals, press } = await opened()
  await press('KeyJ', { keyCode: 229 })
  await press('KeyJ', { isComposing: true })
  await press('KeyJ', { repeat: true })
  expect(approvals()).toBe(0)
})

test('beside the desk, too, keys take back and are listed', () => {
  deskKeys.choose('undo', 'KeyT')
  const [undo, help] = [vi.fn(), vi.fn()]
  const isDesk = shallowRef(true)
  const page = mount(defineComponent(() => {
    useSetKeys({ isDesk: () => isDesk.value, undo, help })
    return () => h('p')
  }))
  close = () => { page.unmount() }
  const all = () => {
    for (const init of [{ code: 'KeyU' }, { code: 'KeyT' }, { key: '?' }, { code: 'KeyZ', ctrlKey: true }]) {
      document.dispatchEvent(new KeyboardEvent('keydown', init))
    }
  }
  all()
  expect([undo, help].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
  isDesk.value = false
  all()
  expect([undo, help].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
})
