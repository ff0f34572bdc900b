/** The room of who did what. */
import type { Room } from '../../room'
import { text } from '../../words'

export const AUDIT: Room = {
  path: '/audit',
  title: text('操作记录', 'Audit log'),
  purpose: text('查谁在什么时候对什么做了什么。查看本身也会留下记录。', 'Who did what to which thing, and when. Looking is on record too.'),
  permission: 'read-audit',
  group: 'service',
  load: () => import('./AuditPage.vue'),
  help: () => import('./help'),
}
