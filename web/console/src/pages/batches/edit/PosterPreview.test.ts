import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'

import { draftOf } from '../../../features/batch/draft'
import { language } from '../../../lib/language'
import { planOf } from '../../../testing'

import PosterPreview from './PosterPreview.vue'

afterEach(() => {
  language.value = 'zh'
})

function preview(said: Partial<ReturnType<typeof draftOf>> = {}) {
  return mount(PosterPreview, {
    props: {
      draft: { ...draftOf(planOf()), ...said },
      schools: new Map([['10576', '韶关学院']]),
      region: undefined,
      centre: { name: '示范采集中心', support_contact: '020-12345678' },
    },
  })
}

test('what is typed is on it at once', async () => {
  language.value = 'zh'
  const page = preview()
  for (const part of ['韶关学院', 'J9VG24', '2026年12月31日 18:00 止', '¥30.50', '020-12345678', '提交审核，结果会通知你']) expect(page.text()).toContain(part)
  await page.setProps({ draft: { ...draftOf(planOf()), featureCode: '', price: '0', name: '', schools: [] } })
  expect(page.text()).not.toContain('费用')
  expect(page.text()).toContain('保存后生成')
  expect(page.find('.whom').text()).toBe('（还没有名称）')
})

test('it is marked as a preview, and has nothing that can be scanned', () => {
  language.value = 'en'
  const page = preview()
  expect(page.find('.mark').text()).toBe('Preview')
  expect(page.find('section').attributes('aria-label')).toContain('Preview')
  expect(page.find('svg, img, canvas').exists()).toBe(false)
  expect(page.find('.code').text()).toContain('QR code')
})
