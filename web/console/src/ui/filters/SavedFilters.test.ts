import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'

import { language } from '../../lib/language'
import { useSavedFilters } from '../../lib/useSavedFilters/useSavedFilters'

import SavedFilters from './SavedFilters.vue'

beforeEach(() => {
  language.value = 'en'
})

async function opened(query: Record<string, string> = { stage: 'rejected' }) {
  const kept = new Map<string, unknown>()
  const keeper = { read: (name: string) => kept.get(name), write: (name: string, value: unknown) => void kept.set(name, value) }
  const saved = useSavedFilters(keeper, 'students', 'anna')
  const page = mount(SavedFilters, { props: { saved, query }, attachTo: document.body })
  await page.find('button').trigger('click')
  const press = async (label: string) => {
    const found = page.findAll('button').find((button) => button.text() === label || button.attributes('aria-label') === label)
    if (found === undefined) throw new Error(`no button says ${label}`)
    await found.trigger('click')
  }
  const save = async (name: string) => {
    await page.find('.save input').setValue(name)
    await page.find('.save').trigger('submit')
  }
  return { page, saved, press, save }
}

test('without any it says how one is made, and a nameless one is not', async () => {
  const { page, save } = await opened()
  expect(page.find('.none').text()).toContain('No filter is saved yet')
  await save(' ')
  expect(page.find('[role=alert]').text()).toBe('Give it a name.')
  await save('Rejected')
  expect(page.find('[role=alert]').exists()).toBe(false)
  expect(page.find('[role=status]').text()).toBe('Saved')
  expect(page.find('.none').exists()).toBe(false)
  page.unmount()
})

test('the one in use is marked, and another one is applied', async () => {
  const { page, save } = await opened()
  await save('Rejected')
  await page.setProps({ query: { stage: 'begun' } })
  await save('Begun')
  const applied = page.findAll('.apply')
  expect(applied.map((one) => one.attributes('aria-current'))).toEqual([undefined, 'true'])
  await applied[0]?.trigger('click')
  expect(page.emitted('apply')).toEqual([[{ stage: 'rejected' }]])
  page.unmount()
})

test('one is renamed by keyboard, not to the name of another one', async () => {
  const { page, saved, save, press } = await opened()
  await save('a')
  await save('b')
  await press('Rename a')
  await page.find('.list input').setValue('b')
  await page.find('.list form').trigger('submit')
  expect(page.find('[role=alert]').text()).toContain('Another filter has this name')
  await page.find('.list input').setValue('c')
  await page.find('.list form').trigger('submit')
  expect(saved.filters.value.map(({ name }) => name)).toEqual(['c', 'b'])
  await press('Rename c')
  await page.find('.list input').trigger('keydown', { key: 'Escape' })
  expect(page.find('.list form').exists()).toBe(false)
  page.unmount()
})

test('what was deleted is taken back', async () => {
  const { page, saved, save, press } = await opened()
  await save('a')
  await press('Delete a')
  expect(saved.filters.value).toEqual([])
  expect(page.find('[role=status]').text()).toBe('Deleted: a')
  await press('Undo')
  expect(saved.filters.value.map(({ name }) => name)).toEqual(['a'])
  page.unmount()
})
