/** The words of appointments in a studio. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { StateWords } from '@caixiang/shared/text/states'
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

/** How far an appointment has come. */
export const APPOINTMENT_STATES: Readonly<Record<Schemas['AppointmentStateView']['state'], StateWords>> = {
  booked: { tone: 'good', label: text('已预约', 'Booked') },
  moved: { tone: 'good', label: text('已改时间', 'Moved') },
  cancelled: { tone: 'ended', label: text('已取消', 'Cancelled') },
  attended: { tone: 'good', label: text('已到店', 'Attended') },
  missed: { tone: 'attention', label: text('未到店', 'Missed') },
}

export const APPOINTMENTS = {
  title: text('预约到店拍摄', 'Studio appointment'),
  mine: text('我的预约', 'Your appointment'),
  earlier: text('以前的预约', 'Earlier appointments'),
  which: text('为哪份学历预约？', 'For which degree?'),
  noDegree: text('还没有可以到店拍摄的学历。先添加学历，选择按地区单独采集。', 'No degree of yours is taken in a studio. Add one, and go on alone in your region.'),
  addDegree: text('添加学历', 'Add a degree'),
  group: text('这份学历由学校集中采集，不用预约。到校拍摄的时间由学校通知。', 'This degree is collected together with your school, without appointments. The school tells you when to come.'),
  choose: text('选一个时间', 'Choose a time'),
  chooseOther: text('改到什么时间？', 'To which time?'),
  lead: text('到店由工作人员拍摄。不能来时请提前改时间或取消，把名额留给别人。', 'Staff take the photo. If you cannot come, move or cancel in time, so that someone else can.'),
  days: text('日期', 'Days'),
  noSlots: text('接下来两周没有开放的时间，请过几天再来看，或联系采集中心。', 'No times are open in the next two weeks. Look again in some days, or contact the centre.'),
  full: text('约满', 'full'),
  left: text('剩 {}', '{} left'),
  leftDay: text('剩 {} 个名额', 'Seats left: {}'),
  fullDay: text('约满', 'Full'),
  now: text('现在', 'now'),
  book: text('预约这个时间', 'Book this time'),
  move: text('改到这个时间', 'Move to this time'),
  pickFirst: text('请先选一个时间', 'Choose a time first'),
  change: text('改时间', 'Move it'),
  keep: text('不改了', 'Leave it'),
  cancel: text('取消预约', 'Cancel it'),
  cancelAsk: text('取消这次预约？', 'Cancel this appointment?'),
  cancelThen: text('名额会马上放给别人，之后可以再约别的时间。', 'The seat goes to someone else at once. You can book another time afterwards.'),
  cancelNo: text('保留预约', 'Keep it'),
  booked: text('已约好，请按时到店。', 'It is booked. See you then.'),
  moved: text('时间已改好。', 'It is moved.'),
  cancelled: text('预约已取消，可以再选一个时间。', 'It is cancelled. You can choose another time.'),
  address: text('复制地址', 'Copy the address'),
  copied: text('地址已复制', 'The address is copied'),
  missed: text('上次预约没有到店，可以再约一次。', 'You did not come to the last one. You can book again.'),
  attended: text('已经到店拍摄，不用再预约。', 'You have been there; nothing is left to book.'),
  reload: text('看看最新的名额', 'Look at the seats again'),
} satisfies Record<string, Text>
