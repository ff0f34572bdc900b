/** Help of disputes. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('怎样判断归谁', 'How do I decide?'),
      then: text(
        '采集码图片比直接填入的可信；与名单一致的后四位比只与采集码一致的可信。仍拿不准时，先联系学校核实身份。',
        'The picture of a code says more than a typed one, and last four digits that match the roster more than those that match the code. When in doubt, ask the school who it is first.',
      ),
    },
    {
      when: text('决定以后会怎样', 'What happens then?'),
      then: text('另一方失去这个学历和它的照片，双方都会收到通知。决定不能撤销。', 'The other one loses the degree with its photos, and both are told. It cannot be taken back.'),
    },
    {
      when: text('“已决定，等学生确认”是什么', 'What is “Decided; the student has to confirm”?'),
      then: text('已决定归后来的一方，等学生在手机上确认。学生一个月内不确认，认领自动失效。', 'It was decided for the later claimant, who has to confirm in the app. After a month without that the claim lapses.'),
    },
  ],
}
