/** Words of what becomes of a submission, and of the ways on. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const SUBMISSION = {
  after: text('成片', 'Portrait'),
  approved: text('审核通过，照片已锁定', 'Approved, and locked'),
  approvedKeep: text('可以把照片保存到手机，也可以加洗。', 'You can save the portrait on your phone, and order prints of it.'),
  save: text('保存照片', 'Save the portrait'),
  saved: text('已保存', 'Saved'),
  notSaved: text('没有保存。请在手机设置里允许保存到相册后再试。', 'Not saved. Allow saving to the album in the settings of the phone, then try again.'),
  fileName: text('证件照.jpg', 'portrait.jpg'),
  prints: text('加洗照片', 'Order prints'),
  approvedSteps: text(
    '接下来由采集中心制作，并上传学信网。采集结束后约 30 天可在学信网查到，约 40 天冲印件送达。',
    'The centre now produces the portrait and hands it to the registry. It shows there about 30 days after the collection ends; the prints arrive after about 40.',
  ),
  ask: text('联系采集中心', 'Contact the centre'),
  attempts: text('还可提交', 'Submissions left'),
  attemptsLeft: text('还可提交 {} 次', '{} submissions left'),
  checksLeft: text('检查还剩 {} 次', '{} checks left'),
  close: text('关闭', 'Close'),
  consent: text('去阅读并同意', 'Read and agree'),
  deadline: text('截止', 'Until'),
  ended: text('这次采集已经结束', 'This collection has ended'),
  pay: text('去支付', 'Go and pay'),
  history: text('看进度记录', 'What happened so far'),
  home: text('回到首页', 'To the start'),
  inReview: text('已提交，正在审核', 'Submitted, in review'),
  inReviewLead: text(
    '由审核人员逐张查看，一般 1 至 3 天，结果会通知你。想换一张，可在首页先撤回。',
    'A person looks at each photo, within one to three days as a rule, and you will be told. To use another one, withdraw it on the start page first.',
  ),
  note: text('审核人员补充', 'The reviewer adds'),
  rejected: text('这张没有通过审核', 'This photo was not accepted'),
  rejectedLead: text('按下面的提示重拍一张，再提交就好。', 'Take another one as shown below and submit it again.'),
  reload: text('刷新', 'Reload'),
  times: text('{} 次', '{}'),
  retake: text('重拍', 'Take another'),
} satisfies Record<string, Text>
