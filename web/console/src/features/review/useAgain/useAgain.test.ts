import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import type { Schemas } from '@caixiang/shared/api/types'

import { useAgain } from './useAgain'

const NEXT = 'POST /api/v1/reviews/second-looks/next'
const FIRST = 'POST /api/v1/reviews/second-looks/1'
const SECOND = 'POST /api/v1/reviews/second-looks/2'
const NOTHING = { status: 204, body: '' }

function lookOf(id: string) {
  return good({ id, sheet: { submission: `of-${id}` } as Schemas['ReviewSheetView'] })
}

function opened(answers: Parameters<typeof clientOf>[0]) {
  const { api, requests } = clientOf<Blob>(answers)
  const session = { isOver: () => false }
  const again = useAgain(api, session, 'centre', createAction({ onAnswer: session.isOver }))
  return { ...again, requests }
}

test('one answer brings the next photo, until nothing waits', async () => {
  const { look, current, isAsked, answered, load, answer, requests } = opened({
    [NEXT]: [lookOf('1'), lookOf('2'), NOTHING],
    [FIRST]: NOTHING,
    [SECOND]: NOTHING,
  })
  expect(isAsked.value).toBe(false)
  await load()
  expect(current.value?.submission).toBe('of-1')
  expect(await answer('approve')).toBe(true)
  expect(look.value?.id).toBe('2')
  expect(await answer('reject')).toBe(true)
  expect([look.value, isAsked.value, answered.value]).toEqual([undefined, true, 2])
  const said = requests.map(({ body }) => (body.kind === 'text' ? body.text : ''))
  expect(said).toEqual([
    '{"round":"centre"}',
    '{"decision":"approve"}',
    '{"round":"centre"}',
    '{"decision":"reject"}',
    '{"round":"centre"}',
  ])
})

test('who was slower goes on, and a failure leaves the photo in front', async () => {
  const { look, answered, load, answer } = opened({
    [NEXT]: [lookOf('1'), lookOf('2')],
    [FIRST]: problem(409, 'stale'),
    [SECOND]: problem(503, 'unavailable'),
  })
  await load()
  expect(await answer('approve')).toBe(false)
  expect(look.value?.id).toBe('2')
  expect(await answer('approve')).toBe(false)
  expect([look.value?.id, answered.value]).toEqual(['2', 0])
})
