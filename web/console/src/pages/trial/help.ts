/** Help of trying a photo. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('照片会存下来吗', 'Is the photo kept?'),
      then: text('不会。照片只在检查时用到，离开这一页就没有了，也不会记到任何学生名下。', 'No. It is used for the check alone, is gone when you leave the page, and belongs to no student.'),
    },
    {
      when: text('“无法判断”是什么意思', 'What does “Could not be told” mean?'),
      then: text('这一项没有把握，不算合格也不算不合格，审核时由人来看。', 'The check is not sure: it neither passes nor fails, and a reviewer looks.'),
    },
    {
      when: text('为什么学生看到的和这里不一样', 'Why does a student see something else?'),
      then: text('批次可以选别的标准、底色和眼镜规定，还会和学生以前的照片比较。这里只看照片本身。', 'A batch may have another standard, background or rule for glasses, and compares with the student’s earlier photos. Here the photo stands alone.'),
    },
  ],
}
