/** The pages' own words. What states, failures and rules say comes from the shared texts and the API. */
import type { Text } from '../../shared/src/index'

function text(zh: string, en: string): Text {
  return { zh, en }
}

/** Titles of the pages. */
export const TITLES = {
  home: text('采像', 'Caixiang'),
  signIn: text('登录', 'Sign in'),
  consent: text('个人信息说明', 'Personal data'),
  addDegree: text('添加学历', 'Add a degree'),
} satisfies Record<string, Text>

export const WORDS = {
  addDegree: text('添加学历', 'Add a degree'),
  addFirst: text('还没有学历，添加第一份。', 'No degree yet. Add the first one.'),
  agree: text('同意', 'Agree'),
  album: text('从相册选', 'From the album'),
  askRegistry: text('请先在学信网查看这份学历，是否已有毕业照片。', 'Look at this degree on the registry first: does it show a graduation portrait?'),
  askCode: text('获取验证码', 'Send me a code'),
  attemptsLeft: text('剩余提交次数', 'Submissions left'),
  camera: text('拍照', 'Take a photo'),
  code: text('验证码', 'Code'),
  codeGone: text('验证码已发送，请留意短信。', 'The code is on its way.'),
  codePicture: text('采集码图片', 'Picture of the collection code'),
  consentNeeded: text('要先同意，才能采集照片。', 'Needed before a photo can be taken.'),
  deadline: text('截止', 'Until'),
  featureCode: text('学校特征码', 'Feature code of the school'),
  findBatch: text('查找批次', 'Find the collection'),
  given: text('已同意', 'Agreed'),
  history: text('进度记录', 'What happened'),
  isMeWith: text('是我，学信网已有照片', 'That is me; it shows one already'),
  isMeWithout: text('是我，学信网还没有照片', 'That is me; it shows none'),
  lastFour: text('证件号码后四位', 'Last four characters of the ID number'),
  loading: text('正在载入…', 'Loading…'),
  missingPicture: text('请先选择采集码的图片。', 'Choose the picture of the collection code first.'),
  next: text('继续', 'Go on'),
  notMe: text('不是我', 'Not me'),
  optional: text('可选，不同意也能继续。', 'Optional; you can go on without it.'),
  otherLanguage: text('English', '中文'),
  phone: text('手机号', 'Mobile number'),
  signIn: text('登录', 'Sign in'),
  signOut: text('退出登录', 'Sign out'),
  support: text('客服', 'Support'),
  takeBack: text('撤回', 'Withdraw'),
  welcome: text('用手机号登录，添加学历后即可拍照。', 'Sign in by phone, add your degree, take the photo.'),
} satisfies Record<string, Text>
