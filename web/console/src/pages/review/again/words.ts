/** Words of the second looks. */
import { text } from '../../../words'

export const AGAIN = {
  title: text('复看', 'Second looks'),
  lead: text('这张照片已经有人决定过。请按自己的判断选择，结果不会改变照片的状态。', 'Somebody has decided about this photo. Choose as you see it; nothing about the photo changes.'),
  approve: text('我会通过', 'I would approve'),
  reject: text('我会退回', 'I would reject'),
  done: text('本次已复看', 'Looked at again in this sitting:'),
  emptyTitle: text('没有等待复看的照片', 'No photo waits for a second look'),
  emptyHow: text('系统会随机抽取一部分决定，由另一位审核员再看一次。', 'A random share of decisions is drawn for another reviewer to look at once more.'),
} as const
