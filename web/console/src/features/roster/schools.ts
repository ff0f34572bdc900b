/** The schools whose roster somebody may import into a batch. */
import type { Schemas } from '@caixiang/shared/api/types'

type Staff = Schemas['StaffView']

/** Schools by their codes, those of the person alone where the person belongs to schools. */
export function schoolsFor(
  staff: Pick<Staff, 'roles'>,
  batch: Pick<Schemas['StaffBatchView'], 'schools'>,
  named: readonly Schemas['SchoolView'][],
): readonly Schemas['SchoolView'][] {
  const own = new Set<string>()
  for (const role of staff.roles) {
    if (role.role === 'administrator' || role.role === 'operator') return named
    if (role.role === 'school-officer') own.add(role.school)
  }
  // Both are in the order of the batch's plan: ids in one answer, codes and names in the other.
  return named.filter((_, at) => own.has(batch.schools[at] ?? ''))
}
