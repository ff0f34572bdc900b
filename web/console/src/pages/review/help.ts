/** Help of the review. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('照片看不清，或颜色不对', 'I cannot see the photo well'),
      then: text(
        '在审核台按 Z 放大脸部，按 L 用放大镜看原图像素；按住 C 对比抠图前后。',
        'At the desk Z goes close to the face, L is a loupe on the pixels of the original, and holding C compares before and after.',
      ),
    },
    {
      when: text('按错了', 'I pressed the wrong key'),
      then: text(
        '半分钟内按撤销键（起初是 U），照片回到手里。学生在这之前不会收到消息。',
        'Press the key for taking back (U at first) within half a minute and the photo is back. The student is told nothing before that.',
      ),
    },
    {
      when: text('拿不准', 'I am not sure'),
      then: text('按 S 跳过，放回队列，同事会看到。不要为了清空队列而通过。', 'Press S: it goes back and a colleague sees it. Do not approve to empty the queue.'),
    },
    {
      when: text('提示“正在审核这张照片”“学生撤回了”', 'It says a colleague has the photo, or the student withdrew it'),
      then: text('这张照片已从审核台移开，决定没有生效，继续看下一张即可。', 'The photo has left your desk and nothing was decided. Go on with the next one.'),
    },
    {
      when: text('没有疑点的照片很多', 'Many photos have no doubts'),
      then: text(
        '在队列页点“一起通过”：先逐张看抽到的样本，全部通过后，其余的一眼看过、留出不确定的，再一起通过。样本退回一张，这一组就要逐张看。',
        'Press “Approve together”: decide the sample one by one, then look the others over, leave out what you are not sure of, and approve the rest. One rejected of the sample, and the set is decided one by one.',
      ),
    },
    {
      when: text('断网了', 'The network is gone'),
      then: text('可以继续决定，会排队等待；不要关闭标签页。恢复后自动送出，每个只送一次。', 'Go on: decisions wait in this tab and are sent once each as soon as it is back. Do not close the tab.'),
    },
  ],
}
