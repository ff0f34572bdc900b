/** Who somebody is here, in words. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from './words'

export type RoleName = Schemas['RoleView']['role']

/** Every role of the API has its words here: a new one is an error of the compiler until they are found. */
export const ROLES: Readonly<Record<RoleName, Text>> = {
  administrator: text('中心管理员', 'Administrator'),
  operator: text('中心操作员', 'Operator'),
  'centre-reviewer': text('中心审核员', 'Reviewer'),
  'school-reviewer': text('学校审核员', 'School reviewer'),
  'school-officer': text('学校老师', 'School officer'),
  'unit-officer': text('学院老师', 'College officer'),
}

/** The roles of a member of staff, each once: an officer of two schools is one all the same. */
export function rolesText(roles: readonly Schemas['RoleView'][]): Text {
  const names = [...new Set(roles.map(({ role }) => role))]
  return {
    zh: names.map((name) => ROLES[name].zh).join('、'),
    en: names.map((name) => ROLES[name].en).join(', '),
  }
}
