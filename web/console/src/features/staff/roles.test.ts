import { expect, test } from 'vitest'

import { draftOf, fitting, roleOf, rolesOf, roleText } from './roles'
import type { Colleague, Role } from './roles'

test('a role goes through the form unchanged', () => {
  const roles: readonly Role[] = [{ role: 'operator' }, { role: 'school-officer', school: 's' }, { role: 'unit-officer', school: 's', unit: 'u' }]
  expect(rolesOf(roles.map(draftOf))).toEqual(roles)
})

test('a role without its place is none yet, and the same role twice is one', () => {
  expect(roleOf({ role: 'unit-officer', school: 's', unit: '' })).toBeUndefined()
  expect(rolesOf([{ role: 'school-officer', school: '', unit: '' }])).toBeUndefined()
  expect(rolesOf([])).toBeUndefined()
  const twice = { role: 'school-officer', school: 's', unit: '' } as const
  expect(rolesOf([twice, { ...twice, unit: 'left over' }])).toEqual([{ role: 'school-officer', school: 's' }])
})

test('a role names its place', () => {
  const nameOf = (id: string) => ({ s: '韶关学院' })[id]
  expect(roleText({ role: 'school-officer', school: 's' }, nameOf).zh).toBe('学校老师 · 韶关学院')
  expect(roleText({ role: 'unit-officer', school: 's', unit: 'u' }, nameOf).zh).toBe('学院老师 · 韶关学院')
  expect(roleText({ role: 'operator' }, nameOf).en).toBe('Operator')
})

test('the list is narrowed by name, role and whether somebody may sign in', () => {
  const person = (id: string, roles: readonly Role[], isActive = true): Colleague => ({
    id, login: `${id}@example`, name: `人员${id}`, roles: [...roles], is_active: isActive, has_second_factor: false,
  })
  const people = [person('a', [{ role: 'operator' }]), person('b', [{ role: 'school-officer', school: 's' }], false)]
  const ids = (filter: Partial<Parameters<typeof fitting>[1]>) =>
    fitting(people, { words: '', role: 'all', isActive: undefined, ...filter }).map(({ id }) => id)
  expect(ids({})).toEqual(['a', 'b'])
  expect(ids({ words: 'B@EX' })).toEqual(['b'])
  expect(ids({ role: 'operator' })).toEqual(['a'])
  expect(ids({ isActive: true })).toEqual(['a'])
  expect(ids({ isActive: false, role: 'operator' })).toEqual([])
})
