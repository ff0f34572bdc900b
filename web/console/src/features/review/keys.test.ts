import { expect, test } from 'vitest'

import { commandOf } from './keys'
import type { KeyPress } from './keys'

function pressed(code: string, given: Partial<KeyPress> = {}) {
  const plain = { key: '', keyCode: 0, repeat: false, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  return commandOf({ ...plain, code, target: document.body, ...given })
}

function element(html: string): Element {
  document.body.innerHTML = html
  return document.body.firstElementChild ?? document.body
}

test('Enter and J approve, digits choose reasons', () => {
  expect(pressed('Enter')).toEqual({ name: 'approve' })
  expect(pressed('KeyJ')).toEqual({ name: 'approve' })
  expect([pressed('Digit1'), pressed('Numpad9')]).toEqual([{ name: 'reason', at: 0 }, { name: 'reason', at: 8 }])
  expect(pressed('Digit0')).toBeUndefined()
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

test('with Shift arrows move the picture, and the help opens', () => {
  expect(pressed('ArrowLeft', { shiftKey: true })).toEqual({ name: 'pan', right: -1, down: 0 })
  expect(pressed('Slash', { shiftKey: true, key: '？' })).toEqual({ name: 'help' })
})
