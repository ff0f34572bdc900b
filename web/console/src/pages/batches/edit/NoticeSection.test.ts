import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'

import { clientOf } from '@caixiang/shared/testing/client'
import { draftOf } from '../../../features/batch/draft'
import { PLAN_FORM, usePlanForm } from '../../../features/batch/usePlanForm/usePlanForm'
import { language } from '../../../lib/language'
import { planOf } from '../../../testing'

import NoticeSection from './NoticeSection.vue'

beforeEach(() => {
  language.value = 'en'
})

function section(typed: { noticeZh: string; noticeEn: string }) {
  const { api } = clientOf<Blob>({})
  const form = usePlanForm(api, { isOver: () => false }, { base: { ...draftOf(planOf()), ...typed } })
  const page = mount(NoticeSection, {
    props: { centre: { name: 'Centre', support_contact: '020-1' } },
    global: { provide: { [PLAN_FORM as symbol]: form } },
    attachTo: document.body,
  })
  const button = (label: string) => page.findAll('button').find((one) => one.text() === label)
  const press = async (label: string) => {
    const found = button(label)
    if (found === undefined) throw new Error(`no button says ${label}`)
    await found.trigger('click')
    await nextTick()
  }
  return { page, values: form.values, button, press }
}

test('an empty notice is filled at once, and taken back', async () => {
  const { page, values, press, button } = section({ noticeZh: '', noticeEn: '' })
  await press('Use the template')
  expect(values.noticeZh).toContain('每人 30.50 元')
  expect(values.noticeEn).toContain('020-1')
  expect(page.find('dialog[open]').exists()).toBe(false)
  await press('Undo the template')
  expect(values.noticeZh).toBe('')
  expect(button('Undo the template')).toBeUndefined()
  page.unmount()
})

test('what was typed is replaced only when asked, and comes back', async () => {
  const { page, values, press } = section({ noticeZh: '请带学生证。', noticeEn: '' })
  await press('Use the template')
  expect(page.find('dialog').text()).toContain('becomes the template')
  expect(values.noticeZh).toBe('请带学生证。')
  await press('Cancel')
  expect(values.noticeZh).toBe('请带学生证。')
  await press('Use the template')
  await press('Replace')
  expect(values.noticeZh).toContain('采集对象')
  await press('Undo the template')
  expect(values).toMatchObject({ noticeZh: '请带学生证。', noticeEn: '' })
  page.unmount()
})

test('when the form changes the notice is told to be behind, and follows without a question', async () => {
  const { page, values, press } = section({ noticeZh: 'mine', noticeEn: 'mine' })
  await press('Use the template')
  await press('Replace')
  values.price = '40'
  await nextTick()
  expect(page.find('[role=status]').text()).toContain('The form has changed')
  await press('Use the template')
  expect(values.noticeZh).toContain('每人 40.00 元')
  await press('Undo the template')
  expect(values.noticeZh).toBe('mine')
  page.unmount()
})

test('what was typed into the template is not thrown away', async () => {
  const { page, values, press, button } = section({ noticeZh: '', noticeEn: '' })
  await press('Use the template')
  values.noticeZh += ' 请带学生证。'
  await nextTick()
  expect(button('Undo the template')).toBeUndefined()
  await press('Use the template')
  expect(values.noticeZh).toContain('请带学生证。')
  expect(page.find('dialog').text()).toContain('becomes the template')
  page.unmount()
})
