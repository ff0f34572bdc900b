import { describe, expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'

import type { GroupName, Permission, Room } from './room'
import { groupsOf, ROOMS, roomsOf } from './rooms'
import { OPERATOR } from './testing'

/** Who may enter a room, besides whom nobody may. */
const ENTERED_BY: Readonly<Record<string, readonly Permission[]>> = {
  '/announcements': ['manage-batches'],
  '/enquiries': ['answer-students'],
  '/arrivals': ['view-money'],
  '/audit': ['read-audit'],
  '/batches': ['manage-batches'],
  '/changes': ['correct-approved', 'countersign'],
  '/counter': ['shoot-on-site'],
  '/discs': ['countersign', 'hand-over'],
  '/disputes': ['release-degrees'],
  '/exports': ['countersign', 'export-lists'],
  '/figures': ['manage-staff', 'manage-batches', 'review-for-school', 'review-for-centre'],
  '/income': ['view-money'],
  '/invoices': ['view-money'],
  '/ledger': ['view-money'],
  '/orders': ['view-money'],
  '/organisation': ['manage-organisation'],
  '/outbox': ['operate-service'],
  '/parcels': ['receive-prints'],
  '/prices': ['view-money'],
  '/production': ['produce-prints'],
  '/reasons': ['manage-organisation'],
  '/reconciliation': ['view-money'],
  '/refunds': ['view-money'],
  '/registry': ['countersign', 'hand-over'],
  '/review': ['review-for-school', 'review-for-centre'],
  '/school': ['view-progress'],
  '/settings': ['manage-organisation'],
  '/specs': ['manage-batches'],
  '/staff': ['manage-staff'],
  '/student': ['allow-more'],
  '/studios': ['manage-appointments'],
  '/system': ['operate-service'],
  '/trial': ['manage-batches', 'view-photos'],
}

/** Every permission of the API; a room that names another one would be entered by nobody. */
const PERMISSIONS: readonly Permission[] = [
  'manage-staff',
  'manage-organisation',
  'manage-batches',
  'manage-standards',
  'import-roster',
  'view-progress',
  'view-degrees',
  'view-photos',
  'review-for-school',
  'review-for-centre',
  'release-degrees',
  'allow-more',
  'correct-approved',
  'countersign',
  'shoot-on-site',
  'manage-appointments',
  'export-lists',
  'remind-students',
  'operate-service',
  'read-audit',
  'manage-prices',
  'view-money',
  'handle-money',
  'approve-refunds',
  'hand-over',
  'produce-prints',
  'receive-prints',
  'answer-students',
]

function someoneWith(...permissions: readonly Permission[]): Schemas['StaffView'] {
  return { ...OPERATOR, permissions: [...permissions] }
}

describe.each(ROOMS.map((room) => [room.path, room] as const))('%s', (path, room) => {
  test('is entered by those whose work it is', () => {
    const allowed = PERMISSIONS.filter((permission) => roomsOf(someoneWith(permission)).includes(room))
    expect(allowed).toEqual(ENTERED_BY[path])
  })

  test('is described in both languages', () => {
    for (const { zh, en } of [room.title, room.purpose]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
    }
  })

  const helps = [room.help, ...(room.inner ?? []).map((page) => page.help)].filter((help) => help !== undefined)

  test.runIf(helps.length > 0).each(helps)('has a help in both languages', async (help) => {
    const { HELP } = await help()
    expect(HELP.topics.length).toBeGreaterThan(1)
    for (const { zh, en } of [...HELP.topics.flatMap(({ when, then }) => [when, then]), ...(HELP.keys ?? []).map(({ does }) => does)]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[“A-Z][^\p{Script=Han}]+$/u)
    }
  })

  // The kit is compiled for it, which takes its time on a busy machine.
  test('has a page', { timeout: 60_000 }, async () => {
    expect((await room.load()).default).toBeDefined()
  })
})

test('no two rooms share an address', () => {
  expect(new Set(ROOMS.map(({ path }) => path)).size).toBe(ROOMS.length)
})

test('who may do nothing, and nobody, have no rooms', () => {
  expect(roomsOf(someoneWith())).toEqual([])
  expect(roomsOf(undefined)).toEqual([])
})

test('rooms stand under their groups, in the order of the bar', () => {
  const room = (path: `/${string}`, group?: GroupName) => ({ path, ...(group === undefined ? {} : { group }) }) as Room
  const rooms = [room('/outbox', 'service'), room('/today'), room('/batches', 'collection'), room('/jobs', 'service')]
  const found = groupsOf(rooms).map(({ name, rooms: its }) => [name, its.map(({ path }) => path)])
  expect(found).toEqual([
    [undefined, ['/today']],
    ['collection', ['/batches']],
    ['service', ['/outbox', '/jobs']],
  ])
})
