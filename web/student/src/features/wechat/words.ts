/** What pages in WeChat's browser say of WeChat. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const WECHAT = {
  open: text('在小程序中打开', 'Open in the mini-program'),
  openNote: text('拍照更顺手，结果可用微信提醒', 'A better camera, and results as WeChat messages'),
} satisfies Record<string, Text>
