/** Help of the standards. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('不合格线和提醒线', 'Miss and doubt'),
      then: text(
        '超过不合格线，这条规则就不合格；规则设为“不合格不能用”时照片不能提交，设为“只提醒”时学生看到提醒、审核人员先看到它。超过提醒线、没到不合格线的，只是疑点。',
        'Beyond the miss the rule fails: with “blocks” the photo cannot be submitted, with “warns” the student is told and the reviewer sees it first. Between doubt and miss it is a doubt alone.',
      ),
    },
    {
      when: text('怎么改标准', 'How is a standard changed?'),
      then: text(
        '启用的标准不再改动。从它起草一个新版本，改界限、写明依据，用真实照片的存档数据预览，再启用到批次。',
        'A standard in force never changes. Draft a new version from it, change limits and say why, preview it on photos that were measured already, then put it in force for batches.',
      ),
    },
    {
      when: text('启用后已有的照片怎么办', 'What becomes of photos that are there?'),
      then: text(
        '等待学生或审核的照片按新标准重新判断，不需要重新处理照片。已经提交的仍在审核中，审核人员看到新的结论；已经决定的不变。',
        'Photos that wait for a student or a reviewer are judged again from what was measured. What was submitted stays in review with the new verdicts; what is decided does not change.',
      ),
    },
    {
      when: text('谁能改', 'Who may change them?'),
      then: text('管理员。操作员可以看、比较和预览。每一步都有审计记录。', 'Administrators. Operators read, compare and preview. Every step is in the audit log.'),
    },
  ],
}
