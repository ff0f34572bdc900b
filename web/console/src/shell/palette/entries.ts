/** What the palette offers to who is signed in: pages and actions, and the batches and schools that they have. */
import type { Schemas } from '@caixiang/shared/api/types'

import type { Entry } from '../../features/palette/search'
import type { Batch, SchoolPlace } from '../../features/palette/usePlaces'
import { opens } from '../../room'
import type { Permission } from '../../room'
import { roomsOf } from '../../rooms'
import { text, TITLES } from '../../words'
import { SHELL } from '../words'

import { PALETTE } from './words'

type Staff = Schemas['StaffView']

/** What can be done from everywhere. */
export interface PaletteActions {
  readonly changeLanguage: () => void
  readonly changeTheme: () => void
  readonly lock: () => void
  readonly help: () => void
  readonly signOut: () => void
}

/** Pages of the rooms that somebody may enter, those behind their first one too. */
export function pagesOf(staff: Staff): readonly Entry[] {
  const pages = roomsOf(staff).flatMap((room): Entry[] => [
    { id: room.path, kind: 'page', title: room.title, hint: room.purpose, to: room.path },
    ...(room.inner ?? [])
      // The page of one thing is reached from the list of them.
      .filter(({ path, permission }) => !path.includes(':') && opens(permission ?? room.permission, staff.permissions))
      .map((page): Entry => ({ id: page.path, kind: 'page', title: page.title, hint: room.title, to: page.path })),
  ])
  return [
    ...pages,
    { id: '/', kind: 'page', title: TITLES.home, to: '/' },
    { id: '/account', kind: 'page', title: TITLES.account, hint: PALETTE.account, to: '/account' },
  ]
}

export function actionsOf({ changeLanguage, changeTheme, lock, help, signOut }: PaletteActions, isDark: boolean): readonly Entry[] {
  return [
    { id: 'help', kind: 'action', title: PALETTE.help, run: help },
    { id: 'lock', kind: 'action', title: PALETTE.lock, run: lock },
    { id: 'theme', kind: 'action', title: isDark ? SHELL.toLight : SHELL.toDark, run: changeTheme },
    { id: 'language', kind: 'action', title: text('换成英文界面', 'Change to Chinese'), run: changeLanguage },
    { id: 'sign-out', kind: 'action', title: SHELL.signOut, run: signOut },
  ]
}

/** Where a batch is looked at: by who collects in its progress, by who reviews alone in the queue. */
function pathFor(permissions: readonly Permission[]): string | undefined {
  if (opens('view-progress', permissions)) return '/school'
  return opens(['review-for-school', 'review-for-centre'], permissions) ? '/review' : undefined
}

export function batchesOf({ permissions }: Staff, batches: readonly Batch[]): readonly Entry[] {
  const path = pathFor(permissions)
  if (path === undefined) return []
  return batches.map(({ id, name, feature_code: code }) => ({
    id: `batch-${id}`,
    kind: 'batch',
    title: text(name, name),
    ...(code == null ? {} : { hint: text(`${PALETTE.featureCode.zh} ${code}`, `${PALETTE.featureCode.en} ${code}`) }),
    to: { path, query: { batch: id } },
  }))
}

/** A school's students within a batch. */
export function schoolsOf({ permissions }: Staff, schools: readonly SchoolPlace[]): readonly Entry[] {
  if (!opens('export-lists', permissions)) return []
  return schools.map(({ batch, id, school }) => ({
    id: `school-${batch.id}-${id}`,
    kind: 'school',
    title: text(school.name, school.name),
    hint: text(`${school.code} · ${batch.name}`, `${school.code} · ${batch.name}`),
    to: { path: '/school/students', query: { batch: batch.id, school: id } },
  }))
}
