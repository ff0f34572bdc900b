/** The room of a school's parcels. */
import type { Room } from '../../room'
import { text } from '../../words'

/** The page of one parcel. */
export function parcelPath(id: string): string {
  return `/parcels/${id}`
}

export const PARCELS: Room = {
  path: '/parcels',
  title: text('照片签收', 'Parcels'),
  purpose: text('查看寄到学校的冲印照片，签收包裹，报告缺少或损坏的。', 'See the prints that come to the school, acknowledge the parcel, report what is missing or damaged.'),
  permission: 'receive-prints',
  group: 'prints',
  load: () => import('./ParcelsPage.vue'),
  help: () => import('./help'),
  inner: [{ path: '/parcels/:id', title: text('包裹', 'Parcel'), load: () => import('./ParcelPage.vue') }],
}
