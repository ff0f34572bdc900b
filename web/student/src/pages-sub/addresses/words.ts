/** Words of the address book. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const ADDRESSES = {
  title: text('地址管理', 'Addresses'),
  none: text('还没有地址，添加第一个', 'No address yet. Add the first one'),
  noneNote: text('只有要把冲印照片寄给你自己时才需要。集中采集的照片统一寄到学校。', 'Only needed for prints that are sent to you. Those of a school’s collection go to the school.'),
  add: text('添加地址', 'Add an address'),
  first: text('默认', 'Default'),
  offerFirst: text('设为默认', 'Make default'),
  edit: text('修改', 'Change'),
  remove: text('删除', 'Delete'),
  removed: text('已删除 {} 的地址', 'The address of {} was deleted'),
  takeBack: text('撤销', 'Undo'),
  formTitle: text('收货地址', 'Address'),
  recipient: text('收件人', 'Recipient'),
  phone: text('手机号', 'Mobile number'),
  phoneHelp: text('快递员会打这个号码', 'The courier calls it'),
  place: text('所在地区', 'Place'),
  province: text('选择省份', 'Choose the province'),
  city: text('选择城市', 'Choose the city'),
  district: text('选择区县', 'Choose the district'),
  again: text('重选：{}', 'Choose again: {}'),
  street: text('详细地址', 'Street and number'),
  streetHelp: text('街道、门牌号、楼栋、房号', 'Street, number, building, room'),
  keep: text('保存', 'Save'),
  agreeAndKeep: text('同意并保存', 'Agree and save'),
  consent: text('邮寄照片的说明', 'About prints by post'),
} satisfies Record<string, Text>
