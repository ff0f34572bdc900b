import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { nextTick, ref } from 'vue'

import { clientWith, good } from '@caixiang/shared/testing/client'

import { questionOf } from '../question'
import type { Question } from '../question'

import { useAudit } from './useAudit'

test('another question begins anew; hiding lines is no other question', async () => {
  const { api, requests } = clientWith<Blob>(good({ items: [], next: null }))
  const question = ref<Question>(questionOf({ action: 'open-batch' }))
  const { lines } = useAudit(api, { isOver: () => false }, question)
  await flushPromises()
  expect(lines.value).toEqual([])
  expect(requests[0]?.url).toBe('/api/v1/staff/audit?action=open-batch&limit=100')
  question.value = { ...question.value, hidesLooks: true }
  await nextTick()
  expect(requests).toHaveLength(1)
  question.value = questionOf({ from: '2026-11-30T08:00' })
  await flushPromises()
  expect(requests[1]?.url).toBe('/api/v1/staff/audit?from=2026-11-30T08%3A00%3A00%2B08%3A00&limit=100')
})
