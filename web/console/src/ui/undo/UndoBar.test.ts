import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { language } from '../../lib/language'
import { createUndo, UNDO } from '../../lib/useUndo/useUndo'
import { text } from '../../words'

import UndoBar from './UndoBar.vue'

beforeEach(() => {
  vi.useFakeTimers()
  language.value = 'en'
})
afterEach(() => {
  vi.useRealTimers()
})

async function offered(answer = Promise.resolve<undefined | { kind: 'no-answer' }>(undefined)) {
  const undo = createUndo()
  const bar = mount(UndoBar, { global: { provide: { [UNDO as symbol]: undo } }, attachTo: document.body })
  const undoing = vi.fn(() => answer)
  undo.show({ text: text('已隐藏一列', 'A column is hidden'), undo: undoing, untilMs: Date.now() + 8_000 })
  await flushPromises()
  const button = () => bar.findAll('button').find((found) => found.attributes('aria-keyshortcuts') !== undefined)
  return { bar, undoing, button, spoken: () => bar.find('[role=status]').text() }
}

function press(target: EventTarget, said: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true, ...said })
  target.dispatchEvent(event)
  return event
}

test('it says what was done, and how long it can be taken back', async () => {
  const { button, spoken } = await offered()
  expect(spoken()).toBe('A column is hidden')
  expect(button()?.text()).toBe('Undo (8 s)')
  vi.advanceTimersByTime(3_000)
  await flushPromises()
  expect(button()?.text()).toBe('Undo (5 s)')
})

test('the button takes it back', async () => {
  const { button, undoing, spoken } = await offered()
  await button()?.trigger('click')
  await flushPromises()
  expect(undoing).toHaveBeenCalledOnce()
  expect([spoken(), button()]).toEqual(['Undone', undefined])
})

test('so do the keys, once', async () => {
  const { undoing } = await offered()
  expect(press(document.body).defaultPrevented).toBe(true)
  press(document.body, { repeat: true })
  await flushPromises()
  expect(undoing).toHaveBeenCalledOnce()
})

test('in a field the keys undo what was typed', async () => {
  const { undoing } = await offered()
  const field = document.createElement('input')
  document.body.append(field)
  expect(press(field).defaultPrevented).toBe(false)
  press(document.body, { shiftKey: true })
  press(document.body, { ctrlKey: false })
  press(document)
  await flushPromises()
  expect(undoing).toHaveBeenCalledOnce()
  field.remove()
})

test('what did not work says why, and can be tried again', async () => {
  const { button, spoken } = await offered(Promise.resolve({ kind: 'no-answer' as const }))
  await button()?.trigger('click')
  await flushPromises()
  expect(spoken()).toMatch(/^It could not be undone\. There is no connection/)
  expect(button()?.text()).toBe('Try again')
})

test('it goes by itself, and can be sent away', async () => {
  const { bar } = await offered()
  await bar.findAll('button').at(-1)?.trigger('click')
  expect(bar.find('.bar').exists()).toBe(false)
  const { bar: other } = await offered()
  vi.advanceTimersByTime(8_250)
  await flushPromises()
  expect(other.find('.bar').exists()).toBe(false)
})
