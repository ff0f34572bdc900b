/** What the places say that open together with payment. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const LATER = {
  soon: text('随线上支付一起开放', 'Opens together with payment'),
} satisfies Record<string, Text>

/** One such place: its title, what is there now, and what will be. */
export interface Place {
  readonly title: Text
  readonly now: Text
  readonly later: readonly Text[]
}

export const ORDERS: Place = {
  title: text('订单管理', 'Orders'),
  now: text('现在还没有订单。费用按采集中心的通知交纳，不影响先拍照、先审核。', 'There are no orders yet. Pay as the centre’s notice says; photo and review do not wait for it.'),
  later: [
    text('查看每张照片的订单和付款情况', 'Orders of your photos and their payment'),
    text('订单完成后，把成片存到手机或发到邮箱', 'When an order is complete, save the portrait or send it by mail'),
  ],
}

export const ADDRESSES: Place = {
  title: text('地址管理', 'Addresses'),
  now: text('现在不需要地址。集中采集的冲印照片统一寄到学校，不用填写。', 'No address is needed now. Prints of a school’s collection go to the school.'),
  later: [
    text('散拍和加洗照片的收货地址', 'Where prints of individual photos and extra prints go'),
    text('随时修改或删除', 'Change or delete them at any time'),
  ],
}

export const EXTRA_PRINTS: Place = {
  title: text('加洗照片', 'Extra prints'),
  now: text('现在还不能加洗。急需冲印照片的话，请联系采集中心。', 'Extra prints cannot be ordered yet. If you need some soon, contact the centre.'),
  later: [
    text('照片通过审核后，再要一份冲印照片', 'One more set of prints of an approved portrait'),
    text('选择尺寸和张数，寄到你的地址', 'Choose size and number; they come by post'),
  ],
}
