/** Help of the counter. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('扫码枪怎么用', 'How is a hand scanner used?'),
      then: text('扫码枪等于键盘。光标在查找框里时直接扫学生的采集码即可；下一位学生前光标会自动回到查找框。也可以选一张采集码的图片，或输入学号、手机号。', 'A scanner is a keyboard. While the field for finding has the focus, scan the student’s code; it has it again before the next one. A picture of the code, a student number or a phone number do as well.'),
    },
    {
      when: text('找不到学生', 'The student is not found'),
      then: text('学生要先在手机上登录、同意说明并添加学历，现场才能拍。请学生扫批次海报上的二维码添加。', 'Students first sign in on their phones, agree and add the degree. Let the student scan the poster of the batch.'),
    },
    {
      when: text('缺少同意', 'A consent is missing'),
      then: text('最好由学生在手机上同意。没有手机时，打印说明请学生签名，再登记；纸要保存在中心。学生撤回过的同意只能由本人在手机上重新给出。', 'Best on the student’s phone. Without one, print the text, have it signed, and write it down; the centre keeps the paper. What the student has withdrawn only the student gives again.'),
    },
    {
      when: text('用相机联机拍摄', 'A tethered camera'),
      then: text('让相机软件把照片存进一个文件夹，在这里选择它。打开学生之后拍的最新一张会自动送检；之前的照片不会用，免得记到别人名下。', 'Let the camera’s program write into a folder and choose it here. The newest photo that was taken after the student was opened is checked by itself; earlier ones are not used, so that none goes to somebody else.'),
    },
    {
      when: text('谁来审核', 'Who reviews it?'),
      then: text('由别人审核。自己拍的照片不会出现在自己的审核列表里。', 'Somebody else. What you took is not in your own queue.'),
    },
    {
      when: text('提交以后学生想换', 'The student wants another one after submitting'),
      then: text('审核前学生可以在手机上撤回，再到现场重拍一张。', 'Before the review the student withdraws it on the phone, and another one is taken here.'),
    },
  ],
}
