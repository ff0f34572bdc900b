/** Roles as a form holds them, and where each reaches. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { ROLES } from '../../roles'
import type { RoleName } from '../../roles'
import { text } from '../../words'

export type Role = Schemas['RoleView']
export type Colleague = Schemas['ColleagueView']

/** A role that is being given; what has not been chosen yet is empty. */
export interface RoleDraft {
  role: RoleName
  school: string
  unit: string
}

/** How far a role reaches. */
export function reachOf(role: RoleName): 'centre' | 'school' | 'unit' {
  if (role === 'unit-officer') return 'unit'
  return role === 'school-officer' || role === 'school-reviewer' ? 'school' : 'centre'
}

/** What a role may do, in a sentence. */
export const ROLE_PURPOSES: Readonly<Record<RoleName, Text>> = {
  administrator: text('管理机构、人员、批次，查操作记录；看不到照片。', 'Organisation, staff, batches and the audit log; sees no photo.'),
  operator: text('运行批次，处理学生的问题，看照片，发件箱。', 'Runs batches, helps students, sees photos and the outbox.'),
  'centre-reviewer': text('审核中心全部学校的照片。', 'Reviews photos of all schools.'),
  'school-reviewer': text('审核本校学生的照片。', 'Reviews photos of one school.'),
  'school-officer': text('导入名单，看本校进度，催办学生。', 'Imports rosters and sees the progress of one school.'),
  'unit-officer': text('看本学院或教学点的进度。', 'Sees the progress of one college or teaching point.'),
}

/** As a form holds it. */
export function draftOf(role: Role): RoleDraft {
  return {
    role: role.role,
    school: 'school' in role ? role.school : '',
    unit: 'unit' in role ? role.unit : '',
  }
}

/** As the API takes it; none while a place is missing. */
export function roleOf({ role, school, unit }: RoleDraft): Role | undefined {
  switch (role) {
    case 'administrator':
    case 'operator':
    case 'centre-reviewer':
      return { role }
    case 'school-reviewer':
    case 'school-officer':
      return school === '' ? undefined : { role, school }
    case 'unit-officer':
      return school === '' || unit === '' ? undefined : { role, school, unit }
  }
}

/** The roles of a form, each once; none while one of them is not complete, or where there is none. */
export function rolesOf(drafts: readonly RoleDraft[]): readonly Role[] | undefined {
  const roles = drafts.map(roleOf)
  if (roles.length === 0 || roles.includes(undefined)) return undefined
  const unlike = new Map(roles.map((role) => [JSON.stringify(role), role]))
  return [...unlike.values()].filter((role) => role !== undefined)
}

/** `学校老师 · 韶关学院`, as far as the place's name is known. */
export function roleText(role: Role, nameOf: (id: string) => string | undefined): Text {
  const { zh, en } = ROLES[role.role]
  const place = 'unit' in role ? (nameOf(role.unit) ?? nameOf(role.school)) : 'school' in role ? nameOf(role.school) : undefined
  return place === undefined ? { zh, en } : { zh: `${zh} · ${place}`, en: `${en} · ${place}` }
}

/** Which of the staff a list shows. */
export interface StaffFilter {
  readonly words: string
  readonly role: RoleName | 'all'
  readonly isActive: boolean | undefined
}

/** Those whose name or login has every word. */
export function fitting(people: readonly Colleague[], { words, role, isActive }: StaffFilter): readonly Colleague[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return people.filter(
    (person) =>
      (role === 'all' || person.roles.some((one) => one.role === role)) &&
      (isActive === undefined || person.is_active === isActive) &&
      wanted.every((word) => `${person.name} ${person.login}`.toLowerCase().includes(word)),
  )
}
