import { describe, expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'

import type { GroupName, Permission, Room } from './room'
import { groupsOf, ROOMS, roomsOf } from './rooms'
import { OPERATOR } from './testing'

/** Who may enter a room, besides whom nobody may. */
const ENTERED_BY: Readonly<Record<string, readonly Permission[]>> = {
  '/disputes': ['release-degrees'],
  '/outbox': ['operate-service'],
  '/review': ['review-for-school', 'review-for-centre'],
  '/school': ['view-progress'],
}

/** Every permission of the API; a room that names another one would be entered by nobody. */
const PERMISSIONS: readonly Permission[] = [
  'manage-staff',
  'manage-organisation',
  'manage-batches',
  'import-roster',
  'view-progress',
  'view-degrees',
  'view-photos',
  'review-for-school',
  'review-for-centre',
  'release-degrees',
  'allow-more',
  'correct-approved',
  'shoot-on-site',
  'manage-appointments',
  'export-lists',
  'operate-service',
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
