import { expect, test } from 'vitest'

import { standingOf } from './state'
import type { Announcement, Standing } from './state'

const ANNOUNCEMENT: Announcement = {
  id: 'a',
  zh: { title: '停机', text: '周日停机。' },
  from: '2023-09-10T00:00:00Z',
  until: '2023-09-17T00:00:00Z',
}

test.each<[string, Partial<Announcement>, Standing]>([
  ['2023-09-09T23:59:59Z', {}, 'to-come'],
  ['2023-09-10T00:00:00Z', {}, 'shown'],
  ['2023-09-17T00:00:00Z', {}, 'over'],
  ['2023-09-12T00:00:00Z', { withdrawn_at: '2023-09-11T00:00:00Z' }, 'taken-back'],
])('at %s', (now, change, standing) => {
  expect(standingOf({ ...ANNOUNCEMENT, ...change }, Date.parse(now))).toBe(standing)
})
