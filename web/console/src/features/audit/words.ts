/** The audit log in words: every action of the API has its own here, as what somebody did. */
import type { Operation } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

type Question = NonNullable<Operation<'/api/v1/staff/audit', 'get'>['parameters']['query']>

/** What was done, as the API asks for it. */
export type ActionName = NonNullable<Question['action']>

/** Actions about one kind of thing. */
interface ActionGroup {
  readonly title: Text
  readonly actions: Readonly<Partial<Record<ActionName, Text>>>
}

const CENTRE_ACTIONS = {
  'create-centre': text('建立了采集中心', 'founded the centre'),
  'create-school': text('添加了学校', 'entered a school'),
  'create-unit': text('添加了学院或教学点', 'entered a college or teaching point'),
  'create-class': text('添加了班级', 'entered a class'),
  rename: text('修改了名称', 'gave another name'),
  'decide-policy': text('修改了中心的规定', 'changed the policy of the centre'),
  'create-region': text('添加了地区', 'entered a region'),
  'create-studio': text('添加了影棚', 'entered a studio'),
  'create-slots': text('放出了预约时段', 'offered slots'),
} as const

const BATCH_ACTIONS = {
  'create-batch': text('建立了批次', 'drafted a batch'),
  'open-batch': text('开放了批次', 'opened a batch'),
  'revise-batch': text('修改了批次', 'revised a batch'),
  'pause-batch': text('暂停了批次', 'paused a batch'),
  'resume-batch': text('恢复了批次', 'resumed a batch'),
  'close-batch': text('结束了批次', 'closed a batch'),
  'archive-batch': text('归档了批次', 'archived a batch'),
  'import-roster': text('导入了名单', 'imported a roster'),
  'remind-students': text('提醒了学生', 'reminded students'),
  'export-list': text('导出了学生名单', 'exported a list of students'),
} as const

const STAFF_ACTIONS = {
  'create-staff': text('开通了账号', 'employed someone'),
  'assign-roles': text('调整了职责', 'gave other roles'),
  'disable-staff': text('停用了账号', 'disabled an account'),
  'enable-staff': text('启用了账号', 'enabled an account'),
  'set-password': text('设置了密码', 'set a password'),
  'confirm-second-factor': text('设置了动态验证码', 'set up a second factor'),
  'reset-second-factor': text('清除了动态验证码', 'reset a second factor'),
  'sign-in': text('登录了', 'signed in'),
  'sign-out-everywhere': text('退出了全部设备', 'signed out everywhere'),
} as const

const REVIEW_ACTIONS = {
  'view-photo': text('查看了照片', 'viewed a photo'),
  'view-evidence': text('查看了采集码图片', 'viewed the picture of a code'),
  'find-student': text('按号码查到了学生', 'found a student by a number'),
  'approve-together': text('批量通过了照片', 'approved photos together'),
  'hold-decision': text('作出了审核决定（可撤销）', 'decided, to be taken back for a while'),
  'undo-decision': text('撤销了审核决定', 'took a decision back'),
  'look-again': text('盲看复核了一个决定', 'looked at a decided photo once more'),
  'decide-review': text('审核了照片', 'decided on a photo'),
  'allow-more': text('增加了次数', 'allowed more attempts or checks'),
  'release-degree': text('解除了学历绑定', 'released a degree'),
  'release-submission': text('因解绑结束了提交', 'ended a submission with its degree'),
  'ask-change': text('申请更正已通过的照片', 'asked for a change after approval'),
  'agree-to-change': text('同意了更正', 'agreed to a change'),
  'decline-change': text('拒绝了更正', 'declined a change'),
  'take-change-back': text('撤回了更正申请', 'took a change back'),
  'replace-approved': text('更换了已通过的照片', 'replaced an approved photo'),
  'void-submission': text('作废了已通过的照片', 'took out an approved photo'),
} as const

const STUDENT_ACTIONS = {
  register: text('第一次登录', 'registered'),
  'choose-language': text('选择了语言', 'chose a language'),
  'give-consent': text('同意了用途', 'gave consent'),
  'record-consent': text('登记了纸面同意', 'wrote down a consent on paper'),
  'withdraw-consent': text('撤回了同意', 'withdrew consent'),
  'export-account': text('导出了自己的数据', 'took a copy of the own data'),
  'erase-account': text('删除了自己的数据', 'erased the own data'),
  'change-phone': text('更换了手机号', 'changed the phone number'),
  'lose-phone': text('手机号归了新机主', 'lost the phone number to its next owner'),
  'unlink-wechat': text('解除了微信', 'unlinked WeChat'),
  'fetch-mailed-portrait': text('通过邮件里的一次性链接下载了照片', 'downloaded the portrait by the link of a letter'),
  'mail-portrait': text('把照片发到了自己的邮箱', 'had the portrait sent by mail'),
  'link-official-account': text('绑定了公众号里的微信', 'linked WeChat of the official account'),
  'miss-code': text('填错了采集码的后四位', 'missed a collection code'),
  'propose-degree': text('添加了学历', 'proposed a degree'),
  'dispute-degree': text('认领了他人的学历', 'claimed a degree that somebody holds'),
  'bind-degree': text('确认了学历', 'bound a degree'),
  'decline-degree': text('说学历不是自己的', 'declined a degree'),
  'move-degree': text('转到了散拍批次', 'moved to another batch'),
  'open-capture': text('开始拍照', 'opened a capture session'),
  'hand-in-photo': text('上传了照片', 'handed in a photo'),
  'confirm-photo': text('确认了照片', 'confirmed a photo'),
  'submit-photo': text('提交了照片', 'submitted a photo'),
  'withdraw-submission': text('撤回了提交', 'withdrew a submission'),
  'book-appointment': text('预约了拍摄', 'booked an appointment'),
  'move-appointment': text('改了预约', 'moved an appointment'),
  'cancel-appointment': text('取消了预约', 'cancelled an appointment'),
  'attend-appointment': text('到场拍摄', 'saw a student at an appointment'),
} as const

const MONEY_ACTIONS = {
  'set-prices': text('公布了价格', 'put prices in force'),
  'place-order': text('下了订单', 'placed an order'),
  'cover-order': text('由学校承担了订单', 'had the school bear an order'),
  'waive-order': text('减免了订单', 'waived an order'),
  'cancel-order': text('取消了订单', 'gave up an order'),
  'close-order': text('关闭了逾期未付的订单', 'closed an order that was not paid'),
  'start-payment': text('发起了支付', 'began a payment'),
  'receive-payment': text('收到了付款', 'received a payment'),
  'receive-surplus': text('收到了多付的款项', 'received money that pays for nothing'),
  'fail-payment': text('支付没有成功', 'saw a payment fail'),
  'close-payment': text('关闭了支付', 'gave up a payment'),
  'record-payment': text('登记了收款', 'wrote down a payment'),
  'reject-payment': text('没有核对到登记的收款', 'did not find a payment that was written down'),
  'request-refund': text('申请了退款', 'asked for a refund'),
  'approve-refund': text('批准了退款', 'approved a refund'),
  'decline-refund': text('拒绝了退款', 'declined a refund'),
  'withdraw-refund': text('撤回了退款申请', 'took a refund back'),
  'send-refund': text('提交了退款', 'sent a refund'),
  'stick-refund': text('退款遇到了问题', 'met a problem with a refund'),
  'finish-refund': text('完成了退款', 'finished a refund'),
  'give-up-refund': text('放弃了退款', 'gave up a refund'),
  'reconcile-day': text('核对了一天的账单', "reconciled a day's bill"),
  'request-invoice': text('申请了发票', 'asked for an invoice'),
  'withdraw-invoice': text('撤回了发票申请', 'withdrew an invoice request'),
  'export-invoices': text('导出了发票申请', 'exported invoice requests'),
  'issue-invoice': text('登记了发票号码', 'wrote down the number of an invoice'),
} as const

const DELIVERY_ACTIONS = {
  'propose-registry-package': text('提出了报送学信网的数据包', 'proposed a package for the registry'),
  'approve-registry-package': text('同意了数据包', 'approved a package for the registry'),
  'decline-registry-package': text('没有同意数据包', 'declined a package for the registry'),
  'drop-registry-package': text('放弃了数据包', 'gave up a package for the registry'),
  'build-registry-package': text('制作了数据包', 'built a package for the registry'),
  'fetch-registry-package': text('下载了数据包', 'took out a package for the registry'),
  'send-registry-package': text('登记了报送', 'noted a package as sent'),
  'read-registry-answers': text('导入了学信网结果', "read the registry's answers in"),
  'propose-disc': text('提出了数据光盘', 'asked for a data disc'),
  'approve-disc': text('同意了数据光盘', 'approved a data disc'),
  'decline-disc': text('没有同意数据光盘', 'declined a data disc'),
  'drop-disc': text('放弃了数据光盘', 'gave up a data disc'),
  'make-disc': text('制作了数据光盘', 'made a data disc'),
  'fetch-disc': text('下载了数据光盘', 'took out a data disc'),
  'calibrate-shop': text('登记了冲印店的校准', 'noted what was measured in a print shop'),
  'forget-shop': text('删除了冲印店', 'removed a print shop'),
  'reveal-disc-passphrase': text('查看了加密压缩包的口令', 'had the passphrase of an encrypted archive shown'),
  'propose-list-export': text('申请导出名单', 'asked for a long list'),
  'approve-list-export': text('同意导出名单', 'approved a long list'),
  'decline-list-export': text('没有同意导出名单', 'declined a long list'),
  'drop-list-export': text('放弃了名单导出', 'gave up a long list'),
  'make-list-export': text('制作了名单', 'made a long list'),
  'fetch-list-export': text('下载了名单', 'took out a long list'),
} as const

const PRINT_ACTIONS = {
  'ask-centre': text('给采集中心留言', 'asked the centre'),
  'answer-enquiry': text('回复了学生的留言', 'answered a question'),
  'keep-address': text('保存了收货地址', 'kept an address'),
  'delete-address': text('删除了收货地址', 'deleted an address'),
  'start-print-run': text('开始了一次制作', 'started a run of prints'),
  'rebuild-prints': text('重新生成了制作文件', 'had the files of a run made again'),
  'download-prints': text('下载了制作文件', 'downloaded a file of a run'),
  'pack-prints': text('扫描装箱', 'scanned prints into a parcel'),
  'ship-prints': text('寄出了冲印照片', 'shipped prints'),
  'receive-prints': text('签收了冲印照片', 'received prints'),
  'reprint-prints': text('登记了重印', 'had prints made again'),
  'acknowledge-prints': text('签收了学校的包裹', 'acknowledged the parcel of a school'),
  'draft-standard': text('起草了照片标准', 'drafted a standard'),
  'revise-standard': text('修改了标准的草稿', 'changed the draft of a standard'),
  'discard-standard': text('删除了标准的草稿', 'deleted the draft of a standard'),
  'put-standard-in-force': text('启用了照片标准', 'put a standard in force'),
  'judge-batch-by': text('给批次换了照片标准', 'had a batch judged by another standard'),
  'judge-photos-again': text('重新判断了等待的照片', 'judged photos that wait again'),
} as const

const SERVICE_ACTIONS = {
  'assess-photo': text('检查了照片', 'assessed a photo'),
  'expire-submission': text('让提交过期', 'let a submission expire'),
  'forget-photos': text('删除了到期的照片', 'deleted photos whose time was over'),
  'read-outbox': text('查看了发件箱', 'read the outbox'),
  'revive-job': text('让任务再执行一次', 'had a job tried once more'),
  'discard-job': text('丢弃了任务', 'dropped a job'),
  announce: text('发布了公告', 'published an announcement'),
  'withdraw-announcement': text('撤回了公告', 'took an announcement back'),
  'read-audit': text('查看了操作记录', 'read the audit log'),
  'verify-audit': text('核验了操作记录', 'verified the audit logs'),
} as const

/** All of them: a new one is an error of the compiler until it has words. */
export const ACTIONS: Readonly<Record<ActionName, Text>> = {
  ...CENTRE_ACTIONS,
  ...BATCH_ACTIONS,
  ...STAFF_ACTIONS,
  ...REVIEW_ACTIONS,
  ...STUDENT_ACTIONS,
  ...MONEY_ACTIONS,
  ...DELIVERY_ACTIONS,
  ...PRINT_ACTIONS,
  ...SERVICE_ACTIONS,
}

/** The same, as a choice shows them. */
export const ACTION_GROUPS: readonly ActionGroup[] = [
  { title: text('批次和名单', 'Batches and rosters'), actions: BATCH_ACTIONS },
  { title: text('人员和登录', 'Staff and signing in'), actions: STAFF_ACTIONS },
  { title: text('中心和影棚', 'Centre and studios'), actions: CENTRE_ACTIONS },
  { title: text('审核和更正', 'Review and correction'), actions: REVIEW_ACTIONS },
  { title: text('学生', 'Students'), actions: STUDENT_ACTIONS },
  { title: text('费用', 'Money'), actions: MONEY_ACTIONS },
  { title: text('交付', 'Delivery'), actions: DELIVERY_ACTIONS },
  { title: text('冲印', 'Prints'), actions: PRINT_ACTIONS },
  { title: text('系统', 'Service'), actions: SERVICE_ACTIONS },
]

/** The kinds of things; a kind of a newer service keeps its own name. */
export const SUBJECTS: Readonly<Record<string, Text>> = {
  centre: text('中心', 'centre'),
  school: text('学校', 'school'),
  unit: text('学院或教学点', 'unit'),
  class: text('班级', 'class'),
  staff: text('工作人员', 'member of staff'),
  region: text('地区', 'region'),
  batch: text('批次', 'batch'),
  account: text('学生账号', 'account'),
  consent: text('同意', 'consent'),
  degree: text('学历', 'degree'),
  'capture-session': text('拍照', 'capture session'),
  photo: text('照片', 'photo'),
  submission: text('提交', 'submission'),
  notification: text('消息', 'message'),
  studio: text('影棚', 'studio'),
  slot: text('时段', 'slot'),
  appointment: text('预约', 'appointment'),
  order: text('订单', 'order'),
  payment: text('付款', 'payment'),
  refund: text('退款', 'refund'),
  'invoice-request': text('发票申请', 'invoice request'),
  'price-list': text('价目表', 'price list'),
  reconciliation: text('对账', 'reconciliation'),
  'registry-package': text('报送数据包', 'package for the registry'),
  'data-disc': text('数据光盘', 'data disc'),
  'list-export': text('名单导出', 'list export'),
  'print-job': text('冲印照片', 'prints'),
  'print-run': text('制作', 'run of prints'),
}

/** Names of details. */
export const DETAILS: Readonly<Record<string, Text>> = {
  accepted: text('学生接受的疑点', 'doubts accepted'),
  against: text('现持有学历', 'held degree'),
  attempt: text('第几次', 'attempt'),
  attempts: text('增加提交', 'more attempts'),
  batch: text('批次', 'batch'),
  broken: text('不一致的', 'broken'),
  'capture-session': text('拍照', 'capture session'),
  checks: text('增加检查', 'more checks'),
  decision: text('决定', 'decision'),
  degree: text('学历', 'degree'),
  discrepancies: text('缺少或有误', 'missing or wrong'),
  ended: text('结束的提交', 'submission that ended'),
  file: text('文件', 'file'),
  from: text('从', 'from'),
  jobs: text('份数', 'jobs'),
  number: text('第几张', 'number'),
  outcome: text('结果', 'outcome'),
  photo: text('照片', 'photo'),
  photos: text('张数', 'photos'),
  portraits: text('照片数', 'portraits'),
  'portraits-accepted': text('已接收', 'accepted'),
  'portraits-refused': text('不予接收', 'refused'),
  purpose: text('用途', 'purpose'),
  reason: text('原因', 'reason'),
  reasons: text('原因', 'reasons'),
  records: text('照片数', 'portraits'),
  refusal: text('不符之处', 'what was wrong'),
  review: text('审核记录', 'record'),
  roles: text('职责', 'roles'),
  round: text('轮次', 'round'),
  school: text('学校', 'school'),
  slot: text('时段', 'slot'),
  slots: text('时段数', 'slots'),
  source: text('来源', 'source'),
  state: text('之后的状态', 'state afterwards'),
  students: text('学生数', 'students'),
  submission: text('提交', 'submission'),
  'text-version': text('文本版本', 'version of the text'),
  to: text('到', 'to'),
  way: text('方式', 'way'),
}

/** What several details say; words of newer versions stay as they are. */
export const VALUES: Readonly<Record<string, Text>> = {
  'already-at-registry': text('学信网已有照片', 'already at the registry'),
  approve: text('通过', 'approved'),
  centre: text('中心', 'centre'),
  'command-line': text('在服务器上执行', 'at the command line'),
  'not-on-roster': text('不在名单中', 'not on the roster'),
  'not-usable': text('不能用', 'cannot be used'),
  password: text('密码', 'password'),
  phone: text('手机验证码', 'phone'),
  'refused-by-registry': text('学信网拒收', 'refused by the registry'),
  reject: text('退回', 'rejected'),
  'review-mistake': text('审核有误', 'mistake of the review'),
  school: text('学校', 'school'),
  'service-fault': text('系统故障', 'fault of the service'),
  'student-asked': text('学生要求', 'the student asked'),
  unusable: text('打不开', 'unreadable'),
  usable: text('可以用', 'usable'),
  wechat: text('微信', 'WeChat'),
  'wrong-degree': text('绑错了学历', 'wrong degree'),
  'wrong-last-four': text('后四位不符', 'wrong last four'),
  'wrong-person': text('不是本人', 'wrong person'),
}
