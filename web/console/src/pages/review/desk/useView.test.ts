import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'

import { text } from '../../../words'

import PicturePane from './PicturePane.vue'
import { EVERYTHING } from './useLooks'
import { useView } from './useView'
import type { Place } from './useView'

const SHEET = { width: 480, height: 640 }

function opened(pane = { width: 600, height: 640 }) {
  const view = useView(() => SHEET)
  view.measure(pane)
  return view
}

type View = ReturnType<typeof opened>

/** What of the sheet lies at a place of the pane. */
function under(view: View, { x, y }: Place): Place {
  return { x: (x - view.corner.value.x) / view.scale.value, y: (y - view.corner.value.y) / view.scale.value }
}

function same(found: Place, expected: Place): void {
  expect(found.x).toBeCloseTo(expected.x, 6)
  expect(found.y).toBeCloseTo(expected.y, 6)
}

test('at first the whole sheet is seen, in the middle, not enlarged', () => {
  const view = opened()
  expect(view.isWhole.value).toBe(true)
  expect(view.scale.value).toBe(1)
  expect(view.corner.value).toEqual({ x: 60, y: 0 })
  view.measure({ width: 240, height: 640 })
  expect(view.scale.value).toBe(0.5)
  expect(view.corner.value).toEqual({ x: 0, y: 160 })
})

test.each([
  ['beside the middle', { x: 340, y: 250 }],
  ['near a corner of the sheet', { x: 70, y: 10 }],
  ['in the middle', { x: 300, y: 320 }],
])('zooming keeps what lies under the cursor there: %s', (_, cursor) => {
  const view = opened()
  const before = under(view, cursor)
  for (const scale of [1.5, 2, 3, 4, 6]) {
    view.step(true, cursor)
    expect(view.scale.value).toBe(scale)
    same(under(view, cursor), before)
  }
  for (const scale of [4, 3, 2, 1.5]) {
    view.step(false, cursor)
    expect(view.scale.value).toBe(scale)
    same(under(view, cursor), before)
  }
})

test('the other way round: what lies elsewhere moves away from the cursor', () => {
  const view = opened()
  const [cursor, elsewhere] = [{ x: 340, y: 250 }, { x: 400, y: 250 }]
  const before = under(view, elsewhere)
  view.step(true, cursor)
  expect(under(view, elsewhere).x).toBeLessThan(before.x)
})

test('without a cursor the middle of the pane stays', () => {
  const view = opened()
  view.step(true)
  view.pan(30, -50)
  const middle = { x: 300, y: 320 }
  const before = under(view, middle)
  view.step(true)
  same(under(view, middle), before)
})

test('it ends at the last step, and outwards at the whole', () => {
  const view = opened()
  for (let times = 0; times < 9; times += 1) view.step(true, { x: 10, y: 10 })
  expect(view.scale.value).toBe(6)
  for (let times = 0; times < 9; times += 1) view.step(false, { x: 10, y: 10 })
  expect(view.isWhole.value).toBe(true)
  expect(view.corner.value).toEqual({ x: 60, y: 0 })
})

test('moving goes by pixels of the screen, and not beyond the sheet', () => {
  const view = opened()
  view.toggle()
  expect(view.scale.value).toBe(2)
  const before = view.corner.value
  view.pan(30, -20)
  same(view.corner.value, { x: before.x - 30, y: before.y + 20 })
  view.pan(100_000, 100_000)
  // The sheet's last corner is in the middle of the pane.
  same(view.corner.value, { x: 300 - 960, y: 320 - 1280 })
})

test('a key and a second press of it show the face and the whole again', () => {
  const view = opened()
  view.toggle()
  same(under(view, { x: 300, y: 320 }), { x: 240, y: 288 })
  view.toggle()
  expect(view.isWhole.value).toBe(true)
})

test('a pane that is not laid out yet is not measured', () => {
  const view = opened()
  view.measure({ width: 0, height: 0 })
  expect(view.pane.value).toEqual({ width: 600, height: 640 })
})

function withoutLayout(): void {
  vi.stubGlobal('ResizeObserver', class {
    observe(): void { /* The size is given by the test. */ }
    disconnect(): void { /* Likewise. */ }
  })
}

test('stretching ends at the last step, and outwards at the whole', () => {
  const view = opened()
  view.stretch(100, { x: 10, y: 10 })
  expect(view.scale.value).toBe(6)
  view.stretch(0.01, { x: 10, y: 10 })
  expect(view.isWhole.value).toBe(true)
})

test('two fingers zoom around their middle, and the one that stays drags on', async () => {
  withoutLayout()
  const view = opened()
  view.toggle()
  const one = mount(PicturePane, {
    props: { name: text('一', 'one'), alt: 'one', picture: undefined, area: EVERYTHING, sheet: SHEET, view, percent: 100 },
    attachTo: document.body,
  })
  const pane = one.find('.pane')
  pane.element.setPointerCapture = () => undefined
  const point = (type: string, pointerId: number, { x, y }: Place) => pane.trigger(type, { button: 0, pointerId, clientX: x, clientY: y })
  await point('pointerdown', 1, { x: 250, y: 320 })
  await point('pointerdown', 2, { x: 350, y: 320 })
  const told = one.emitted('point')?.length
  const middle = { x: 300, y: 320 }
  const before = under(view, middle)

  // Apart, each by turns, as browsers tell it.
  for (const reach of [60, 70, 80, 90, 75]) {
    await point('pointermove', 1, { x: 300 - reach, y: 320 })
    await point('pointermove', 2, { x: 300 + reach, y: 320 })
    expect(view.scale.value).toBeCloseTo((2 * reach) / 50, 6)
    same(under(view, middle), before)
  }
  // Along: the middle goes, and what lies under it with it.
  await point('pointermove', 1, { x: 225, y: 360 })
  await point('pointermove', 2, { x: 375, y: 360 })
  same(under(view, { x: 300, y: 360 }), before)
  expect(one.emitted('point')?.length).toBe(told)

  await point('pointerup', 1, { x: 225, y: 360 })
  const scale = view.scale.value
  const held = under(view, { x: 375, y: 360 })
  await point('pointermove', 2, { x: 365, y: 350 })
  same(under(view, { x: 365, y: 350 }), held)
  expect(view.scale.value).toBe(scale)
  one.unmount()
  vi.unstubAllGlobals()
})

test('original and portrait move together: the wheel and the drag of one move both', async () => {
  withoutLayout()
  const view = opened()
  const pane = (name: string) => mount(PicturePane, {
    props: { name: text(name, name), alt: name, picture: undefined, area: EVERYTHING, sheet: SHEET, view, percent: 100 },
    attachTo: document.body,
  })
  const panes = [pane('original'), pane('portrait')]
  const [first, second] = panes
  const places = () => panes.map((one) => one.find<HTMLElement>('.sheet').element.style.transform)
  const [before] = places()
  expect(places()).toEqual([before, before])

  await first?.find('.pane').trigger('wheel', { deltaY: -1, clientX: 100, clientY: 100 })
  await nextTick()
  const [zoomed] = places()
  expect(zoomed).not.toBe(before)
  expect(places()).toEqual([zoomed, zoomed])

  const at = second?.find('.pane')
  if (at === undefined) throw new Error('there is no second pane')
  at.element.setPointerCapture = () => undefined
  await at.trigger('pointerdown', { button: 0, clientX: 200, clientY: 200 })
  await at.trigger('pointermove', { clientX: 180, clientY: 230 })
  await at.trigger('pointerup')
  const [dragged] = places()
  expect(dragged).not.toBe(zoomed)
  expect(places()).toEqual([dragged, dragged])

  // Let go: the pointer alone moves nothing.
  await at.trigger('pointermove', { clientX: 10, clientY: 10 })
  expect(places()).toEqual([dragged, dragged])
  for (const one of panes) one.unmount()
  vi.unstubAllGlobals()
})
