import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'

import { language } from '../../lib/language'
import { text } from '../../words'

import DialogShell from './DialogShell.vue'

beforeEach(() => {
  language.value = 'en'
  document.body.innerHTML = '<button id="opener"></button>'
  document.querySelector<HTMLElement>('#opener')?.focus()
})

async function opened(props: { isBusy?: boolean } = {}, inside = '<input id="inside" />') {
  const dialog = mount(DialogShell, {
    props: { isOpen: false, title: text('删除', 'Delete'), lead: text('不能恢复', 'For good'), ...props },
    slots: { default: inside },
    attachTo: document.body,
  })
  await dialog.setProps({ isOpen: true })
  await nextTick()
  const element = dialog.find('dialog').element as HTMLDialogElement
  return { dialog, element, focused: () => document.activeElement }
}

test('it is named by its title and described by its lead', async () => {
  const { dialog, element } = await opened()
  expect(element.open).toBe(true)
  const named = (attribute: string) => dialog.find(`#${element.getAttribute(attribute) ?? ''}`).text()
  expect([named('aria-labelledby'), named('aria-describedby')]).toEqual(['Delete', 'For good'])
})

test('the focus goes to its heading, and back to what opened it', async () => {
  const { dialog, focused } = await opened()
  expect(focused()?.tagName).toBe('H2')
  await dialog.setProps({ isOpen: false })
  await nextTick()
  expect(focused()?.id).toBe('opener')
})

test('a page may say where the focus goes', async () => {
  const { focused } = await opened({}, '<input id="inside" autofocus />')
  expect(focused()?.id).toBe('inside')
})

test('Esc, the button and a press beside it ask to close it', async () => {
  const { dialog, element } = await opened()
  const escape = new Event('cancel', { cancelable: true })
  element.dispatchEvent(escape)
  // The page closes it: otherwise both would not agree on whether it is open.
  expect(escape.defaultPrevented).toBe(true)
  await dialog.find('button').trigger('click')
  await dialog.find('dialog').trigger('click')
  expect(dialog.emitted('close')).toHaveLength(3)
  await dialog.find('#inside').trigger('click')
  expect(dialog.emitted('close')).toHaveLength(3)
})

test('while something is under way it stays', async () => {
  const { dialog, element } = await opened({ isBusy: true })
  element.dispatchEvent(new Event('cancel', { cancelable: true }))
  await dialog.find('dialog').trigger('click')
  expect(dialog.find('button').attributes()).toHaveProperty('disabled')
  expect(dialog.emitted('close')).toBeUndefined()
})

test('a page that goes takes its dialog with it', async () => {
  const { dialog, focused } = await opened()
  dialog.unmount()
  expect(document.querySelector('dialog')).toBeNull()
  expect(focused()?.id).toBe('opener')
})
