/** Help of changes after approval. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('为什么要两个人', 'Why does it take two?'),
      then: text('通过的照片会印到毕业证书上。一个人不能单独更换，自己提出的请求也不能自己同意。', 'An approved photo goes onto a diploma. Nobody changes it alone, and nobody agrees to an own request.'),
    },
    {
      when: text('同意以后会怎样', 'What happens when I agree?'),
      then: text('马上执行，不能撤销，学生会收到通知。换上的照片从第一轮重新审核。', 'It is done at once, cannot be taken back, and the student is told. Another photo is reviewed from the first round.'),
    },
    {
      when: text('没有照片可选', 'There is no photo to choose'),
      then: text('可以当场上传一张：检查通过后就能选。不占学生的检查次数，同意之前也不通知学生。', 'Hand one in there and then: once the check accepts it, it can be chosen. It costs the student nothing, and tells nobody before somebody agrees.'),
    },
    {
      when: text('管理员看不到照片', 'Administrators see no photo'),
      then: text('管理员不看学生照片。答复前请向提出人核实原因，或请另一位操作员答复。', 'Administrators see no photos of students. Ask who asked for the reason, or leave the answer to another operator.'),
    },
    {
      when: text('七天没有人答复', 'Nobody answers for seven days'),
      then: text('请求失效，照片不变，可以重新提出。', 'The request lapses and nothing changes. It can be asked for again.'),
    },
  ],
}
