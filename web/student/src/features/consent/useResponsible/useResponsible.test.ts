import { afterEach, expect, test } from 'vitest'

import { clientOf, good } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'
import { entered } from '../../degree/visit'

import { useResponsible } from './useResponsible'

const DEGREES = good({ items: [{ id: 'd', batch: { centre_name: '甲中心', support_contact: '020-1' } }] })

afterEach(() => {
  entered.value = undefined
})

test('the centre of the batch that is being entered is named, without a question', async () => {
  const { api, requests } = clientOf<LocalFile>({ 'GET /api/v1/degrees': DEGREES })
  entered.value = { id: 'b', name: '乙批', centre_name: '乙中心', support_contact: '020-2' }
  const responsible = inScope(() => useResponsible(api))
  await responsible.load()
  expect([responsible.centre.value, responsible.contact.value]).toEqual(['乙中心', '020-2'])
  expect(requests).toEqual([])
})

test('else the centre of the first degree', async () => {
  const { api } = clientOf<LocalFile>({ 'GET /api/v1/degrees': DEGREES })
  const responsible = inScope(() => useResponsible(api))
  await responsible.load()
  expect([responsible.centre.value, responsible.contact.value]).toEqual(['甲中心', '020-1'])
})
