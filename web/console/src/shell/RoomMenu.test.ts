import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'

import { language } from '../lib/language'
import type { Room } from '../room'
import { text } from '../words'

import RoomMenu from './RoomMenu.vue'

const PAGE = { template: '<p />' }
const room = (path: `/${string}`): Room => ({
  path,
  title: text(`房间 ${path}`, `Room ${path}`),
  purpose: text('用途', 'Purpose'),
  permission: 'operate-service',
  group: 'service',
  load: () => Promise.resolve({ default: PAGE }),
})
const ROOMS = [room('/one'), room('/two')]

async function menu() {
  language.value = 'en'
  const routes = [{ path: '/', component: PAGE }, ...ROOMS.map(({ path }) => ({ path, component: PAGE }))]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/')
  const shown = mount(RoomMenu, {
    props: { name: 'service', rooms: ROOMS },
    global: { plugins: [router] },
    attachTo: document.body,
  })
  const button = shown.find('button')
  const isOpen = () => button.attributes('aria-expanded') === 'true' && shown.find('ul').isVisible()
  return { shown, router, button, isOpen }
}

test('a press opens the rooms of the group', async () => {
  const { shown, button, isOpen } = await menu()
  expect(isOpen()).toBe(false)
  await button.trigger('click')
  expect(isOpen()).toBe(true)
  expect(shown.findAll('a').map((link) => link.text())).toEqual(['Room /one', 'Room /two'])
})

test('Esc closes it and gives the focus back', async () => {
  const { shown, button, isOpen } = await menu()
  await button.trigger('click')
  shown.find('a').element.focus()
  await shown.find('a').trigger('keydown', { key: 'Escape' })
  expect(isOpen()).toBe(false)
  expect(document.activeElement).toBe(button.element)
})

test('a press beside it closes it', async () => {
  const { button, isOpen } = await menu()
  await button.trigger('click')
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  await flushPromises()
  expect(isOpen()).toBe(false)
})

test('entering a room closes it and marks the group', async () => {
  const { button, router, isOpen } = await menu()
  await button.trigger('click')
  await router.push('/two')
  await flushPromises()
  expect(isOpen()).toBe(false)
  expect(button.classes()).toContain('here')
})
