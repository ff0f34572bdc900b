/** The room of production. */
import type { Room } from '../../room'
import { text } from '../../words'

/** The page of one run. */
export function runPath(id: string): string {
  return `/production/${id}`
}

export const PRODUCTION: Room = {
  path: '/production',
  title: text('制作与寄送', 'Production'),
  purpose: text('把已付款的冲印照片做成照片版、信封和装箱单，扫描装箱，登记寄送。', 'Make sheets, envelopes and packing lists of paid prints, scan them into parcels, ship them.'),
  permission: 'produce-prints',
  group: 'prints',
  load: () => import('./ProductionPage.vue'),
  help: () => import('./help'),
  inner: [
    { path: '/production/:id', title: text('一次制作', 'Run'), load: () => import('./RunPage.vue') },
    { path: '/production/:id/scan', title: text('扫描装箱', 'Scanning'), load: () => import('./ScanPage.vue') },
  ],
}
