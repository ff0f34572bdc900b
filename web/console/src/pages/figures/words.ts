/** Words of the figures. */
import type { Stretch } from '../../features/review/figures'
import { text } from '../../words'

export const FIGURES_WORDS = {
  agreed: text('一致', 'Agreed'),
  agreement: text('审核员之间的一致性', 'How far reviewers agree'),
  agreementLead: text('随机抽取的一部分决定由另一位审核员再看一次，互不知情。', 'Of a random share of decisions another reviewer makes one more, without knowing of the first.'),
  bothApproved: text('都通过', 'Both approve'),
  bothRejected: text('都退回', 'Both reject'),
  differences: text('不一致的照片', 'Photos on which they differ'),
  firstApproved: text('先通过、后退回', 'First approves, second rejects'),
  kappa: text('一致性系数 κ', 'Cohen’s kappa'),
  secondApproved: text('先退回、后通过', 'First rejects, second approves'),
  waiting: text('等待复看', 'Wait for a second look'),
  approved: text('通过', 'Approved'),
  decided: text('已决定', 'Decided'),
  decidedLong: text('张照片已决定', 'photos decided'),
  emptyHow: text('换一段更长的时间看看。', 'Try a longer stretch of time.'),
  emptyTitle: text('这段时间没有决定', 'Nothing was decided in this time'),
  falseAlarms: text('误报', 'False alarms'),
  labels: text('下载判定与结论', 'Download verdicts and decisions'),
  median: text('每张用时', 'Time each'),
  medianSeconds: text('秒', 's'),
  misses: text('漏报', 'Misses'),
  reason: text('原因', 'Reason'),
  reasons: text('退回的原因', 'Why photos are rejected'),
  reasonsMost: text('最多的是', 'Most often:'),
  refresh: text('刷新', 'Refresh'),
  rejected: text('退回', 'Rejected'),
  rejectedShare: text('退回率', 'Rejected'),
  reviewer: text('审核员', 'Reviewer'),
  reviewers: text('审核员', 'Reviewers'),
  rule: text('检查项', 'Rule'),
  rules: text('自动检查与审核员', 'The check and the reviewers'),
  rulesLead: text('不一致多的在前。比例只在数量够多时有意义。', 'Those that disagree most come first. A share means something where counts are high.'),
  stretch: text('时间', 'Time'),
  topReasons: text('主要原因', 'Main reasons'),
  unassessed: text('无法判断', 'Not assessable'),
}

export const STRETCH_WORDS: Readonly<Record<Stretch, ReturnType<typeof text>>> = {
  '1': text('今天', 'Today'),
  '7': text('7 天', '7 days'),
  '30': text('30 天', '30 days'),
  '90': text('90 天', '90 days'),
}
