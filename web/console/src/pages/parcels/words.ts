/** Words of a school's parcels. */
import { text } from '../../words'

export const PARCELS_WORDS = {
  lead: text('采集中心为学校制作的冲印照片。收到包裹后，对照装箱单清点，再签收。', 'Prints that the centre makes for the school. Check a parcel against its packing list, then acknowledge it.'),
  emptyTitle: text('还没有寄给学校的照片', 'No parcel yet'),
  emptyHow: text('采集中心开始制作后会出现在这里。', 'They appear once the centre begins to produce them.'),
  parcel: text('包裹', 'Parcel'),
  back: text('照片签收', 'Parcels'),
  notYet: text('还在制作，寄出后可以签收。', 'Still in production. It can be acknowledged once it was shipped.'),
  check: text('请逐一清点；有问题的在右边选择，其余视为收到。', 'Check every envelope. Choose what is wrong beside it; the rest counts as received.'),
  problem: text('问题', 'Problem'),
  fine: text('已收到', 'Received'),
  acknowledge: text('签收', 'Acknowledge'),
  acknowledgeTitle: text('签收包裹', 'Acknowledge the parcel'),
  allThere: text('全部收到，没有问题。', 'Everything is there.'),
  someWrong: text('{} 份有问题，采集中心会重新制作。', '{} have a problem; the centre makes them again.'),
  told: text('收到的学生会收到领取通知。签收后不能修改。', 'Students are told to collect their prints. It cannot be changed afterwards.'),
  lists: text('学生名单', 'Lists of students'),
  collected: text('已采集', 'Collected'),
  notBegun: text('未开始采集', 'Not begun'),
  delivered: text('照片已送到', 'Prints have arrived'),
  done: text('已签收。', 'Acknowledged.'),
} as const
