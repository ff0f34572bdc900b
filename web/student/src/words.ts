/** The pages' own words. What states, failures and rules say comes from the shared texts and the API. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

/** What the tabs are called. */
export const TABS = [text('首页', 'Home'), text('我的', 'Me')] satisfies readonly Text[]

export const WORDS = {
  addDegree: text('添加学历', 'Add a degree'),
  album: text('从相册选', 'From the album'),
  camera: text('拍照', 'Take a photo'),
  history: text('进度记录', 'What happened'),
  leaveIt: text('暂不', 'Not now'),
  loading: text('正在载入…', 'Loading…'),
  next: text('继续', 'Go on'),
  noContact: text('采集中心没有留下联系方式，请向学校询问。', 'The centre left no contact. Please ask your school.'),
  right: text('对', 'Right'),
  retry: text('再试一次', 'Try again'),
  support: text('客服', 'Support'),
  toHome: text('回到首页', 'Back to home'),
  wrong: text('不对', 'Wrong'),
} satisfies Record<string, Text>
