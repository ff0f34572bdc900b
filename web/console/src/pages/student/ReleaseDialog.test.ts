import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'

import { language } from '../../lib/language'

import ReleaseDialog from './ReleaseDialog.vue'

beforeEach(() => {
  language.value = 'en'
})

function opened(given: { isBusy?: boolean; failure?: { kind: 'no-answer' } } = {}) {
  return mount(ReleaseDialog, { props: { isOpen: true, isBusy: false, failure: undefined, ...given }, attachTo: document.body })
}

const yes = (dialog: ReturnType<typeof opened>) => dialog.findAll('button').find((button) => button.text() === 'Release')

test('what becomes of the photos is said, and nothing goes without a reason', async () => {
  const dialog = opened()
  expect(dialog.text()).toContain('not approved are deleted at once')
  expect(dialog.text()).toContain('cannot be taken back')
  await yes(dialog)?.trigger('click')
  expect(dialog.emitted('release')).toBeUndefined()
  expect(dialog.find('.wrong').text()).toBe('Say why.')
  dialog.unmount()
})

test('the reason says what the account can do afterwards, and goes along', async () => {
  const dialog = opened()
  expect(dialog.text()).not.toContain('cannot add the same student number again')
  await dialog.find('input[value="wrong-person"]').setValue()
  expect(dialog.find('.afterwards').text()).toContain('cannot add the same student number again')
  await dialog.find('input[value="student-asked"]').setValue()
  expect(dialog.find('.afterwards').text()).not.toContain('cannot add the same')
  await yes(dialog)?.trigger('click')
  expect(dialog.emitted('release')).toEqual([['student-asked']])
  dialog.unmount()
})

test('a refusal is told in the dialog, and the next time begins without a reason', async () => {
  const dialog = opened({ failure: { kind: 'no-answer' } })
  expect(dialog.find('[role=alert]').text()).toMatch(/connection/)
  await dialog.find('input[value="wrong-degree"]').setValue()
  await dialog.setProps({ isOpen: false })
  await dialog.setProps({ isOpen: true })
  expect(dialog.findAll('input').map((input) => (input.element as HTMLInputElement).checked)).toEqual([false, false, false, false])
  dialog.unmount()
})

test('while it is under way nothing can be changed', () => {
  const dialog = opened({ isBusy: true })
  expect(dialog.find('fieldset').attributes('disabled')).toBeDefined()
  dialog.unmount()
})
