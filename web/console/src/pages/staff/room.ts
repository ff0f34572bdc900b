/** The room of who may work here. */
import type { Room } from '../../room'
import { text } from '../../words'

/** The page of a member of staff. */
export function memberPath(id: string): string {
  return `/staff/${id}`
}

export const STAFF: Room = {
  path: '/staff',
  title: text('工作人员', 'Staff'),
  purpose: text('开通账号，分配职责，停用离开的人，帮忘记密码或丢了手机的人重新登录。', 'Give people accounts and roles, disable those who leave, help those who forgot a password or lost a phone.'),
  permission: 'manage-staff',
  group: 'people',
  load: () => import('./StaffPage.vue'),
  help: () => import('./help'),
  inner: [{ path: '/staff/:id', title: text('工作人员', 'Member of staff'), load: () => import('./MemberPage.vue') }],
}
