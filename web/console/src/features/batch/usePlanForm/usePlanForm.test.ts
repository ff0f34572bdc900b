import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { planOf, viewOf } from '../../../testing'
import { draftOf } from '../draft'

import { usePlanForm } from './usePlanForm'

const PATH = '/api/v1/staff/batches/b'
const BASE = draftOf(planOf())
const OPEN = { id: 'b', state: 'open' as const, plan: planOf(), version: '"1"' }

function formWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>, known?: typeof OPEN) {
  const { api, requests } = clientOf<Blob>(answers)
  const form = usePlanForm(api, { isOver: () => false }, known === undefined ? { base: BASE } : { base: BASE, known })
  return { form, requests }
}

test('a new batch is drafted', async () => {
  const { form, requests } = formWith({ 'POST /api/v1/staff/batches': good(viewOf({ state: 'draft' })) })
  expect(form.isReliedOn.value).toBe(false)
  const answer = await form.submit()
  expect(answer?.data?.state).toBe('draft')
  expect(requests[0]?.headers['Idempotency-Key']).not.toBe('')
})

test('a link that another batch has is told at its field until another one is typed', async () => {
  const taken = problem(409, 'taken')
  const { form } = formWith({ 'POST /api/v1/staff/batches': { ...taken, body: { ...taken.body, what: 'link' } } })
  await form.submit()
  expect(form.advice.value.slug?.en).toBe('Words.')
  form.values.slug = 'another'
  expect(form.advice.value.slug).toBeUndefined()
})

test('a field that the service names is told by its own name', async () => {
  const invalid = problem(422, 'invalid')
  const { form } = formWith({ 'POST /api/v1/staff/batches': { ...invalid, body: { ...invalid.body, field: 'closes_at' } } })
  await form.submit()
  expect(form.advice.value.closesAt?.en).toBe('Words.')
  expect(form.failure.value).toBeUndefined()
})

test('what somebody else has saved is put beside what was typed, and both go on', async () => {
  const theirs = planOf({ name: '他的', notice: { zh: '新须知', en: '' } })
  const { form, requests } = formWith(
    {
      [`PUT ${PATH}/plan`]: [problem(412, 'stale'), good(viewOf())],
      [`GET ${PATH}`]: good(viewOf({ plan: theirs, state: 'paused' }), '"4"'),
    },
    OPEN,
  )
  form.values.name = '我的'
  form.values.attempts = '5'
  await form.submit()
  expect(form.conflict.value?.theirs.map(({ field }) => field)).toEqual(['name', 'noticeZh', 'noticeEn'])
  expect([...(form.conflict.value?.both ?? [])]).toEqual(['name'])
  expect(form.conflict.value?.state).toBe('paused')
  expect(form.failure.value).toBeUndefined()
  form.goOn(true)
  expect(form.values).toMatchObject({ name: '我的', attempts: '5', noticeZh: '新须知' })
  await form.submit()
  expect(requests.at(-1)?.headers['If-Match']).toBe('"4"')
})

test('or what was typed is given up', async () => {
  const { form } = formWith(
    { [`PUT ${PATH}/plan`]: problem(412, 'stale'), [`GET ${PATH}`]: good(viewOf({ plan: planOf({ name: '他的' }) }), '"4"') },
    OPEN,
  )
  form.values.attempts = '5'
  await form.submit()
  form.goOn(false)
  expect(form.values).toMatchObject({ name: '他的', attempts: '3' })
  expect(form.isChanged.value).toBe(false)
})

test('students rely on an open batch: its schools stay', () => {
  const { form } = formWith({}, OPEN)
  expect(form.isReliedOn.value).toBe(true)
  expect(form.keptSchools.value).toEqual(['10576'])
})
