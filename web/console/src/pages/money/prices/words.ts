/** Words of the price lists. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../../words'

export const PRICES_WORDS = {
  lead: text('学生在采集的第一页就看到价格。发布新价目后，已下的订单仍按原价。', 'Students see the prices on the first page. Orders that were placed keep theirs.'),
  none: text('这个批次还没有价目', 'No prices yet'),
  noneHow: text('没有价目，就不在这里收费；学生看到的是批次设置里的费用说明。', 'Without prices nothing is charged here; students see the fee of the batch’s plan.'),
  noBatches: text('还没有批次', 'No batches yet'),
  inForce: text('现行价目', 'In force'),
  earlier: text('以前的价目', 'Earlier prices'),
  version: text('第 {} 版', 'Version {}'),
  edit: text('修改价目', 'Change the prices'),
  first: text('填写价目', 'Enter prices'),
  publish: text('发布', 'Publish'),
  published: text('已发布第 {} 版价目。', 'Version {} is in force.'),
  formLead: text('发布后立即生效，学生看到的就是这些价格。写错了，再发布一版即可。', 'In force at once: these are the prices that students see. A mistake is put right by publishing again.'),
  payer: text('谁支付', 'Who pays'),
  pay: text('什么时候支付', 'When'),
  perPiece: text('单价', 'Price'),
  yuan: text('元', 'yuan'),
  freeHow: text('留空表示不提供或不收费', 'Empty: not on offer, or free'),
  retakeHow: text('留空表示未通过后重拍不收费', 'Empty: another photo after a rejection is free'),
  noRetake: text('重拍不收费', 'Another photo is free'),
  set: text('{} 发布', 'Put in force {}'),
  setByYou: text('{} 由你发布', 'Put in force by you, {}'),
  onlyManagers: text('发布价目需要管理员。', 'An administrator publishes prices.'),
} satisfies Record<string, Text>

/** When it is paid, as staff choose it. */
export const MOMENTS: Readonly<Record<Schemas['PayMomentWord'], Text>> = {
  never: text('不限，不影响拍照和提交', 'Any time; nothing waits for it'),
  'before-camera': text('拍照前', 'Before the photo is taken'),
  'before-submitting': text('提交审核前', 'Before the photo is submitted'),
}
