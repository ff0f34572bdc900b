/** What the page of the own data says. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const MY_DATA = {
  title: text('我的数据', 'My data'),
  copy: text('导出我的数据', 'Take a copy of my data'),
  copyWhat: text(
    '得到一个压缩包：账号、同意记录、学历、检查结果、审核经过、通知和预约，以及你的原始照片和成片。',
    'One archive with your account, consents, degrees, checks, decisions, messages and appointments, your original photos and the portraits.',
  ),
  copyHeed: text('里面有个人信息，请存放在自己的设备上。', 'It holds personal data. Keep it on a device of your own.'),
  copyAction: text('导出', 'Export'),
  copyAnew: text('重新打包', 'Pack it anew'),
  copyFetch: text('下载压缩包', 'Download the archive'),
  copyLost: text('这次没有打包成功，请再试一次。', 'It could not be packed. Please try again.'),
  copyPacking: text('正在打包，一般不到一分钟。可以离开这个页面，稍后回来下载。', 'It is being packed, mostly in less than a minute. You can leave this page and fetch it later.'),
  copyThere: text('压缩包打包好了，保留到 {}。', 'The archive is ready. It is kept until {}.'),
  copyDone: text('已经存到浏览器的下载文件夹：{}', 'It is in the downloads of your browser: {}'),
  copyReady: text('压缩包已准备好。小程序不能直接存入手机文件夹，请发送到自己的“文件传输助手”，在那里保存或用电脑打开。', 'The archive is ready. A mini-program cannot put it into your files: send it to your own “File Transfer” chat, and keep or open it there.'),
  copyShare: text('发送到聊天', 'Send to a chat'),
  copyNoRoom: text('手机上没有足够的空间存放压缩包。请腾出一些空间再试，或在电脑浏览器里导出。', 'There is no room for the archive on the phone. Free some, or export in a browser on a computer.'),
  remove: text('删除账号和数据', 'Delete the account and data'),
  removeWhat: text('删除后不能恢复。', 'It cannot be undone.'),
  goes: text('会删除', 'What goes'),
  goesLines: [
    text('手机号、微信关联，所有设备上的登录', 'Mobile number, link to WeChat, sessions on all devices'),
    text('采集码内容、姓名、学号、证件后四位的校验值', 'What the collection code says, name, student number, the check value of your ID'),
    text('原始照片和成片', 'Original photos and portraits'),
    text('未开始的预约会取消，各项同意会撤回', 'Coming appointments are cancelled, consents withdrawn'),
  ],
  stays: text('按法律要求会留下', 'What has to stay by law'),
  staysLines: [
    text('操作记录：某个编号在何时提交、何时由谁审核，至少保存三年。里面没有姓名、号码和照片，不再能对应到你', 'Records of what was done: which number was submitted and decided on, when and by whom, for at least three years. They hold no name, number or photo and lead to nobody'),
    text('已经交给学信网和学校的照片，由他们按规定保存', 'Photos that the registry and your school already have are kept by them under their rules'),
  ],
  blocked: text('正在审核或已通过审核的照片，在办结前不能删除：审核中的先到首页撤回，已通过的请联系采集中心。', 'A photo in review or approved cannot be deleted before the matter is concluded: withdraw the former on Home first, for the latter contact the centre.'),
  removeAction: text('删除账号', 'Delete my account'),
  ask: text('删除账号和全部数据？', 'Delete the account and all data?'),
  askThen: text('请先确认已经导出需要的内容。删除以后，未完成的采集要从头开始。', 'Make sure that you have a copy of what you need. Afterwards, a collection that is not finished begins anew.'),
  type: text('输入“删除”两个字以确认', 'Type “delete” to confirm'),
  typed: text('删除', 'delete'),
  yes: text('永久删除', 'Delete for good'),
  keep: text('保留账号', 'Keep the account'),
  done: text('账号和数据已经删除。需要时可以重新登录，从头开始。', 'The account and the data are deleted. You can sign in and begin anew at any time.'),
} satisfies Record<string, Text | readonly Text[]>
