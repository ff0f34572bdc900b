import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { language } from '../../../lib/language'

import EnlargedPhoto from './EnlargedPhoto.vue'

function itemOf(name: string): Schemas['SetItemView'] {
  const links = { original: `/${name}/original`, portrait: `/${name}/portrait` }
  return { submission: name, masked_name: name, school_code: '10576', links } as Schemas['SetItemView']
}

let close = (): void => undefined
afterEach(() => { close() })

function opened(name: string) {
  language.value = 'zh'
  const dialog = mount(EnlargedPhoto, { props: { item: itemOf(name), isOut: false, place: '1 / 2' }, attachTo: document.body })
  close = () => { dialog.unmount() }
  const portrait = () => dialog.findAll('img')[1]
  const button = () => dialog.findAll('button').find((one) => one.text() === '留出或放回')
  return {
    dialog,
    portrait,
    canToggle: () => button()?.attributes('disabled') === undefined,
    space: () => dialog.trigger('keydown', { code: 'Space' }),
  }
}

test('a face never stands under the next name, and is not answered for before it is there', async () => {
  const { dialog, portrait, canToggle, space } = opened('张*')
  expect([canToggle(), dialog.text().includes('照片正在载入')]).toEqual([false, true])
  await portrait()?.trigger('load')
  expect(canToggle()).toBe(true)
  await space()
  expect(dialog.emitted('toggle')).toHaveLength(1)

  const former = portrait()?.element
  await dialog.setProps({ item: itemOf('李*') })
  expect(portrait()?.element).not.toBe(former)
  expect(canToggle()).toBe(false)
  await space()
  expect(dialog.emitted('toggle')).toHaveLength(1)
  await portrait()?.trigger('load')
  await space()
  expect(dialog.emitted('toggle')).toHaveLength(2)
})

test('what cannot be shown may be left out, and not put back', async () => {
  const { dialog, portrait, canToggle } = opened('张*')
  await portrait()?.trigger('error')
  expect([canToggle(), dialog.text().includes('没有显示出来')]).toEqual([true, true])
  await dialog.setProps({ isOut: true })
  expect(canToggle()).toBe(false)
})
