/** The pages' own words. What states, failures and rules say comes from the shared texts and the API. */
import type { Text } from '../../shared/src/index'

function text(zh: string, en: string): Text {
  return { zh, en }
}

/** Titles of the pages. */
export const TITLES = {
  addDegree: text('添加学历', 'Add a degree'),
} satisfies Record<string, Text>

/** What the tabs are called. */
export const TABS = [text('首页', 'Home'), text('我的', 'Me')] satisfies readonly Text[]

export const WORDS = {
  addDegree: text('添加学历', 'Add a degree'),
  album: text('从相册选', 'From the album'),
  askRegistry: text('请先在学信网查看这份学历，是否已有毕业照片。', 'Look at this degree on the registry first: does it show a graduation portrait?'),
  camera: text('用相机拍摄', 'Take it with the camera'),
  codePicture: text('采集码图片', 'Picture of the collection code'),
  featureCode: text('学校特征码', 'Feature code of the school'),
  findBatch: text('查找批次', 'Find the collection'),
  history: text('进度记录', 'What happened'),
  isMeWith: text('是我，学信网已有照片', 'That is me; it shows one already'),
  isMeWithout: text('是我，学信网还没有照片', 'That is me; it shows none'),
  lastFour: text('证件号码后四位', 'Last four characters of the ID number'),
  leaveIt: text('暂不', 'Not now'),
  loading: text('正在载入…', 'Loading…'),
  missingPicture: text('请先选择采集码的图片。', 'Choose the picture of the collection code first.'),
  next: text('继续', 'Go on'),
  noContact: text('采集中心没有留下联系方式，请向学校询问。', 'The centre left no contact. Please ask your school.'),
  notMe: text('不是我', 'Not me'),
  retry: text('再试一次', 'Try again'),
  support: text('客服', 'Support'),
  toHome: text('回到首页', 'Back to home'),
} satisfies Record<string, Text>
