/** The room of what a batch charges. */
import type { Room } from '../../../room'
import { text } from '../../../words'

export const PRICES: Room = {
  path: '/prices',
  title: text('价目', 'Prices'),
  purpose: text('每个批次收什么、收多少、什么时候付；发布新价目，查看以前的版本。', 'What each batch charges and when it is paid; publish prices, look at earlier ones.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./PricesPage.vue'),
  help: () => import('./help'),
}
