import { expect, test } from 'vitest'

import { commandOf, FIRST_BINDINGS, isChoosable, keyLabel } from './keys'
import type { Bindings, KeyPress } from './keys'

function pressed(code: string, given: Partial<KeyPress> = {}, bindings?: Bindings) {
  const plain = { key: '', keyCode: 0, repeat: false, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  return commandOf({ ...plain, code, target: document.body, ...given }, bindings)
}

function element(html: string): Element {
  document.body.innerHTML = html
  return document.body.firstElementChild ?? document.body
}

test('Enter and J approve, digits choose reasons', () => {
  expect(pressed('Enter')).toEqual({ name: 'approve' })
  expect(pressed('KeyJ')).toEqual({ name: 'approve' })
  expect([pressed('Digit1'), pressed('Numpad9')]).toEqual([{ name: 'reason', at: 0 }, { name: 'reason', at: 8 }])
  expect([pressed('Digit0'), pressed('Numpad0')]).toEqual([{ name: 'next-reasons' }, { name: 'next-reasons' }])
})

test('a key that is held decides nothing; it may browse and zoom', () => {
  for (const code of ['Enter', 'KeyJ', 'KeyR', 'KeyS', 'KeyU', 'Digit1', 'KeyC']) {
    expect(pressed(code, { repeat: true }), code).toBeUndefined()
  }
  expect(pressed('ArrowRight', { repeat: true })).toEqual({ name: 'next' })
  expect(pressed('Equal', { repeat: true })).toEqual({ name: 'zoom-in' })
})

test('what an input method takes is its own; a letter under one is told by its place', () => {
  expect(pressed('KeyJ', { isComposing: true })).toBeUndefined()
  expect(pressed('KeyJ', { keyCode: 229, key: 'Process' })).toBeUndefined()
  expect(pressed('KeyJ', { key: 'ｊ' })).toEqual({ name: 'approve' })
})

test('where somebody types, only Esc is heard', () => {
  const field = element('<input type="text">')
  expect(['Enter', 'KeyJ', 'Digit1', 'KeyR'].map((code) => pressed(code, { target: field }))).toEqual([undefined, undefined, undefined, undefined])
  expect(pressed('Escape', { target: field })).toEqual({ name: 'close' })
})

test('Enter on a button presses the button, and J still approves', () => {
  const button = element('<button>Zoom</button>')
  expect(pressed('Enter', { target: button })).toBeUndefined()
  expect(pressed('KeyJ', { target: button })).toEqual({ name: 'approve' })
})

test('keys of the browser stay its own', () => {
  expect(pressed('KeyR', { ctrlKey: true })).toBeUndefined()
  expect(pressed('KeyZ', { ctrlKey: true })).toEqual({ name: 'undo' })
  expect(pressed('KeyZ', { metaKey: true, shiftKey: true })).toBeUndefined()
  expect(pressed('ArrowLeft', { altKey: true })).toBeUndefined()
})

test('a chosen key takes the place of the first one', () => {
  const bindings = { ...FIRST_BINDINGS, approve: 'KeyK', skip: 'Space' }
  const chosen = (code: string, given: Partial<KeyPress> = {}) => pressed(code, given, bindings)
  expect(chosen('KeyK')).toEqual({ name: 'approve' })
  expect(chosen('KeyJ')).toBeUndefined()
  expect(chosen('Enter')).toEqual({ name: 'approve' })
  expect(chosen('Space')).toEqual({ name: 'skip' })
  expect(chosen('Space', { target: element('<button>Zoom</button>') })).toBeUndefined()
})

test('letters and signs can be chosen, keys that mean something everywhere cannot', () => {
  expect(['KeyA', 'Space', 'Comma'].every(isChoosable)).toBe(true)
  expect(['Digit1', 'Enter', 'Escape', 'Tab', 'ArrowLeft', 'F5', 'ControlLeft', 'Slash'].some(isChoosable)).toBe(false)
  expect([keyLabel('KeyA'), keyLabel('Comma')]).toEqual(['A', ','])
})

test('with Shift arrows move the picture, and the help opens', () => {
  expect(pressed('ArrowLeft', { shiftKey: true })).toEqual({ name: 'pan', right: -1, down: 0 })
  expect(pressed('Slash', { shiftKey: true, key: '？' })).toEqual({ name: 'help' })
})
