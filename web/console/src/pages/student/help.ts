/** Help of the page of one student. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('怎么找到学生', 'How is a student found?'),
      then: text(
        '输入完整的学号或手机号；或者请学生打开“进度记录”，把网址发来，整条粘贴。只能查到自己范围内的学生，每次查到都会记下。',
        'By the whole student number or phone number. Or the student opens “What happened” and sends its address: paste all of it. Only students of your own part are found, and each look is on record.',
      ),
    },
    {
      when: text('学生说次数用完了', 'A student is out of tries'),
      then: text(
        '提交次数：审核退回才算一次，撤回不算。检查次数每两小时恢复一次，看不出内容的文件不算。确实需要时再增加，并选明原因。',
        'Only a decision uses a submission, a withdrawal does not. A check comes back every two hours, and files that show nothing cost none. Give more where it is needed, and say why.',
      ),
    },
    {
      when: text('加错了', 'I gave too many'),
      then: text('加上的次数不能收回，记录里会写明是谁、为什么加的。', 'They cannot be taken back. The log says who gave them and why.'),
    },
    {
      when: text('学历绑错了', 'A degree is on the wrong account'),
      then: text(
        '查到学生后按“解除关联”，选明原因。没有通过的照片马上删除，通过的取出；学生会收到通知。原因选“被别人绑定”时，这个账号不能再绑定同一个学号。',
        'Look the student up, press “Release” and say why. Photos that are not approved are deleted, an approved one is taken out, and the student is told. With “Somebody else had added it” this account cannot add the number again.',
      ),
    },
  ],
}
