/** The words of adding a degree. What the service refuses comes in its own words. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'
import type { BindingWayOn } from '@caixiang/shared/validation/waysOn'
import type { Source } from '../../drawings/phones'

/** The three steps, as the line at the top calls them. */
export const STEP_NAMES = [
  text('特征码', 'Feature code'),
  text('后四位', 'Last four'),
  text('采集码', 'Collection code'),
] satisfies readonly Text[]

export const ADD = {
  title: text('添加学历', 'Add a degree'),
  steps: text('三步', 'Three steps'),
  stepPassed: text('已完成，点按返回修改', 'done, press to go back'),
  back: text('上一步', 'Back'),
  next: text('继续', 'Go on'),
  resumed: text('已接着上次的进度。', 'Going on where you left off.'),
  startOver: text('重新开始', 'Start over'),
  signInFirst: text('识别采集码前会请你登录，填好的内容都会保留。', 'You will be asked to sign in before the code is read. What you entered stays.'),
} satisfies Record<string, Text>

/** Finding the batch. */
export const BATCH = {
  heading: text('学校的特征码是什么？', "What is your school's feature code?"),
  lead: text('它写在学校的采集通知里，是四到八位的数字和字母，大小写都可以。', "It stands on the school's notice: four to eight letters and digits, in capitals or not."),
  picture: text('一张学校的采集通知，二维码旁边写着特征码', "A school's notice with the feature code beside the QR code"),
  field: text('特征码', 'Feature code'),
  placeholder: text('例如 J9VG24', 'Such as J9VG24'),
  find: text('查找', 'Find it'),
  check: text('核对特征码', 'Check the code'),
  looking: text('正在查找…', 'Looking…'),
  notYet: text('还没有找到 {}，输完整后会自动查找。', 'Nothing found for {} yet. We look again as you type.'),
  unknown: text(
    '没有找到特征码 {}。请对照学校的通知核对每一位；批次结束后特征码也会停用，可以按地区单独采集。',
    'There is no collection for {}. Compare every character with the notice. A code ends with its collection; then you can go on alone in your region.',
  ),
  other: text('这个特征码属于下面的批次，与刚才扫码的批次不同，请确认学校。', 'This code belongs to the collection below, not to the one that you scanned. Check the school.'),
  fromLink: text('已通过二维码进入，请填写通知上的特征码。', 'You came by the QR code. Enter the feature code that stands on the notice.'),
  individualHeading: text('按地区单独采集', 'On your own, in your region'),
  linkGone: text('这个二维码对应的采集已经不在了。请填写特征码，或按地区单独采集。', 'The collection of this QR code is gone. Enter the feature code, or go on alone in your region.'),
  noneOpen: text('{}现在没有开放的单独采集。可以看看别的地区，或过些日子再来。', 'Nothing is open in {} at the moment. Look at other regions, or come back later.'),
  noCode: text('没有特征码？', 'No feature code?'),
  noCodeNote: text('按地区单独采集（散拍）', 'Go on alone in your region'),
  otherRegion: text('选别的地区', 'Choose another region'),
  withCode: text('学校发了特征码？', 'Your school gave you a feature code?'),
  withCodeNote: text('用特征码进入学校的集中采集', 'Enter the collection of your school with it'),
  scan: text('扫描学校的二维码', "Scan the school's QR code"),
  scanOther: text('这个二维码不是采集批次的。请扫描学校通知上的二维码，或填写特征码。', "This QR code leads elsewhere. Scan the one on your school's notice, or enter the feature code."),
  centre: text('采集中心', 'Centre'),
  window: text('采集时间', 'Open'),
  windowSpan: text('{} 至', '{} until'),
  hours: text('每天 {}', 'daily {}'),
  cohorts: text('采集对象', 'For'),
  ways: text('拍摄方式', 'Photos'),
  price: text('费用', 'Fee'),
  notice: text('采集须知', 'Notice'),
  more: text('等 {} 所学校', 'and others, {} schools in all'),
  anySchool: text('不限学校', 'Any school'),
} satisfies Record<string, Text>

/** Where photos of a batch come from. */
export const CAPTURE = {
  onsite: text('到店拍摄', 'in the studio'),
  'live-camera': text('用手机相机拍', 'with the camera of a phone'),
  album: text('可从相册选', 'from the album'),
} satisfies Record<string, Text>

/** The last four characters. */
export const FOUR = {
  heading: text('证件号码的后四位', 'The last four characters of your ID number'),
  lead: text('填学籍登记时所用证件的号码。只用来核对采集码，手机上不会保存。', 'Of the document that your school registered. Only used to check the code; this phone does not keep it.'),
  picture: text('一张证件，号码的最后四位被标出', 'An identity card whose last four characters are marked'),
  field: text('后四位', 'Last four'),
  placeholder: text('例如 002X', 'Such as 002X'),
  willCheck: text('将核对的四位：{}', 'These four are checked: {}'),
  rules: text('证件号码里有字母或括号？', 'Letters or brackets in the number?'),
  x: text('末位是 X：照填 X，大小写都可以。', 'Ends in X: enter the X, capital or not.'),
  brackets: text('香港身份证有括号：括号不用填，A123456(7) 填 4567。', 'Hong Kong identity card: leave the brackets out. A123456(7) becomes 4567.'),
  permits: text('港澳居民来往内地通行证、台湾居民来往大陆通行证、居住证、护照：填号码的最后四位，字母也算一位。', 'Permits of Hong Kong, Macau and Taiwan residents, residence permits, passports: the last four characters, letters included.'),
  verify: text('港澳台和国际学生要先在学信网通过身份核验，学籍信息才会显示。', 'Students from Hong Kong, Macau, Taiwan and abroad have to be verified at the registry before their record shows.'),
} satisfies Record<string, Text>

/** The collection code. */
export const CODE = {
  nth: text('第 {} 个采集码', 'Code {}'),
  thisOne: text('添加这一份', 'Add this one'),
  heading: text('上传你的图像采集码', 'Your portrait collection code'),
  lead: text('采集码在学信网，每份学历一个。截一张完整的图，选好后会自动识别。', 'It is at the registry, one for each degree. Take a screenshot of all of it; once you choose it, it is read at once.'),
  where: text('在哪里找到采集码', 'Where to find the code'),
  album: text('从相册选截图', 'Choose the screenshot'),
  camera: text('拍一张', 'Take a photo'),
  paste: text('粘贴截图', 'Paste the screenshot'),
  pasteNone: text('剪贴板里没有图片。请先截图或复制采集码图片，再粘贴。', 'There is no picture on the clipboard. Copy the screenshot first, then paste.'),
  drop: text('也可以把图片拖到这里，或按 Ctrl+V 粘贴', 'Or drop the picture here, or press Ctrl+V'),
  dropNow: text('松开手，开始识别', 'Let go to read it'),
  preview: text('选好的采集码图片', 'The picture that you chose'),
  poster: text('这是学校通知上的二维码，不是你的采集码。采集码要在学信网查找，方法见下面。', 'This is the QR code of the notice, not your collection code. Yours is at the registry; see below.'),
  sending: text('正在上传 {}', 'Sending {}'),
  unseen: text('手机没有在这张图里看到二维码，正在请系统再仔细找。', 'Your phone sees no QR code in this picture; the service takes a closer look.'),
  reading: text('正在识别采集码…', 'Reading the code…'),
  readingLong: text('网络有些慢，请不要关闭页面。', 'The network is slow. Please keep this page open.'),
  recognise: text('开始识别', 'Read it'),
  other: text('换一张', 'Choose another one'),
  byHand: text('图片总是识别不了？改用文字', 'The picture cannot be read? Use text'),
} satisfies Record<string, Text>

/** Where the code is found, way by way. */
export const WHERE: Readonly<Record<Source, { readonly name: Text; readonly picture: Text; readonly lines: readonly Text[] }>> = {
  archive: {
    name: text('学信档案', 'Web'),
    picture: text('学信档案的三个页面：登录，学籍，图像采集码', 'Three screens of the registry on the web: sign in, study record, collection code'),
    lines: [
      text('用手机或电脑打开学信网，登录学信档案。', 'Open the registry (学信网) on a phone or computer and sign in to 学信档案.'),
      text('进入“高等教育信息”，点要采集的学籍。', 'Open 高等教育信息 and choose the study record.'),
      text('找到“图像采集码”，截下完整的一页。', 'Find 图像采集码 and take a screenshot of all of it.'),
    ],
  },
  wechat: {
    name: text('微信公众号', 'WeChat'),
    picture: text('学信网公众号的三个页面：学信账号，学籍学历信息，图像采集码', 'Three screens of the WeChat account: account, study records, collection code'),
    lines: [
      text('在微信关注“学信网”公众号，点菜单“学信账号”并绑定。', 'Follow the WeChat account 学信网, open 学信账号 and bind yours.'),
      text('点“学籍学历信息”，选要采集的学籍。', 'Open 学籍学历信息 and choose the study record.'),
      text('找到“图像采集码”，截下完整的一页。', 'Find 图像采集码 and take a screenshot of all of it.'),
    ],
  },
  app: {
    name: text('学信网 App', 'App'),
    picture: text('学信网 App 的三个页面：登录，学籍查询，图像采集码', "Three screens of the registry's app: sign in, study records, collection code"),
    lines: [
      text('打开学信网 App 并登录。', 'Open the app 学信网 and sign in.'),
      text('点“学籍查询”，选要采集的学籍。', 'Open 学籍查询 and choose the study record.'),
      text('找到“图像采集码”，截下完整的一页。', 'Find 图像采集码 and take a screenshot of all of it.'),
    ],
  },
}

/** By hand. */
export const BY_HAND = {
  heading: text('用文字代替图片', 'Text in place of the picture'),
  lead: text('用微信“扫一扫”或手机的扫码功能识别采集码图片，会显示一段文字。把它完整地复制到这里。', 'Scan the picture with WeChat or the camera of a phone. It shows a text; copy all of it to here.'),
  field: text('采集码里的文字', 'Text of the code'),
  placeholder: text('长按粘贴', 'Press and hold to paste'),
  paste: text('粘贴文字', 'Paste the text'),
  scan: text('扫一扫采集码', 'Scan the code'),
  advice: text('请粘贴采集码里的文字，不要留空，也不要超过四千字。', 'Paste the text of the code: not empty, and not beyond four thousand characters.'),
  details: text('采集码没有写明学校和学号', 'The code does not say school and student number'),
  backToPicture: text('还是上传图片', 'Use a picture after all'),
  submit: text('开始识别', 'Read it'),
} satisfies Record<string, Text>

/** What the code does not say. */
export const DETAILS = {
  heading: text('再补三项信息', 'Three more details'),
  lead: text('采集码已经读到，但没有写明下面的内容。请按学信网学籍信息页填写。', 'The code was read, but does not say the following. Enter it as the registry shows it.'),
  school: text('学校', 'School'),
  schoolCode: text('学校代码', 'School code'),
  schoolHelp: text('五位数字，在学信网学籍信息页，或向学校询问。', 'Five digits, on your study record at the registry, or ask your school.'),
  schoolAdvice: text('请选择学校。', 'Choose your school.'),
  number: text('学号', 'Student number'),
  numberHelp: text('与学信网学籍信息页一致。', 'As your study record at the registry shows it.'),
  level: text('层次', 'Level'),
  levelAdvice: text('请选择层次。', 'Choose the level.'),
} satisfies Record<string, Text>

/** "Is it you?". */
export const IS_IT_YOU = {
  heading: text('这是你的学历吗？', 'Is this your degree?'),
  name: text('姓名', 'Name'),
  school: text('学校', 'School'),
  level: text('层次', 'Level'),
  number: text('学号', 'Student number'),
  cohort: text('毕业批次', 'Cohort'),
  batch: text('采集批次', 'Collection'),
  noName: text('采集码没有写姓名', 'The code does not say the name'),
  masked: text('为保护隐私，只显示一部分。', 'Only a part is shown, for your privacy.'),
  yes: text('是我，继续', 'That is me, go on'),
  no: text('不是我', 'Not me'),
  declined: text('已放弃刚才的采集码。请确认截图是自己的，再选一次。', 'That code was put aside. Make sure that the screenshot is your own, and choose again.'),
  notCarried: text('这个采集码没有带证件号码，审核时会再核对。', 'This code does not carry an ID number; reviewers will check it.'),
  verifyFirst: text(
    '号码里有字母：港澳台和国际学生要先在学信网通过身份核验。还没核验的，请尽快办理，照片才能上网。',
    'The number has letters: students from Hong Kong, Macau, Taiwan and abroad have to be verified at the registry. If you are not yet, do it soon; the portrait needs it.',
  ),
} satisfies Record<string, Text>

/** The question about the registry. */
export const REGISTRY = {
  line: text('学信网上已经有毕业照片？', 'Does the registry have your portrait already?'),
  howLines: text(
    '已经有的不用再采集，也不用付费。\n登录学信网学信档案，打开这份学籍，看“学历照片”一栏。\n“录取照片”是入学时的照片，不算毕业照片。',
    'If it has, there is nothing to take and nothing to pay.\nSign in to 学信档案 at the registry, open this study record, and look for 学历照片.\n录取照片 is the photo of your admission; it does not count.',
  ),
  one: text('已经有照片，不用再采集', 'It has one, nothing to take'),
  slip: text('点错了，还没有照片', 'A slip: it shows none'),
} satisfies Record<string, Text>

/** Done. */
export const DONE = {
  heading: text('学历已添加', 'The degree is added'),
  photo: text('接下来拍照，请找一个人帮忙，用后置摄像头拍。', 'Next comes the photo. Ask someone to help with the rear camera.'),
  studio: text('接下来预约到店拍摄的时间。', 'Next, book a time in the studio.'),
  toPhoto: text('去拍照', 'Take the photo'),
  toStudio: text('预约到店拍摄', 'Book the studio'),
  later: text('回首页', 'Back to the start'),
  another: text('再添加一份学历', 'Add another degree'),
} satisfies Record<string, Text>

/** The ways on after a refusal, as buttons say them. */
export const WAYS: Readonly<Record<Exclude<BindingWayOn, 'support'>, Text>> = {
  'try-again': text('再试一次', 'Try again'),
  'last-four': text('核对后四位', 'Check the last four'),
  'other-picture': text('换一张采集码图片', 'Choose another picture'),
  'where-is-code': text('看看采集码在哪里', 'See where the code is'),
  'key-in': text('改用文字', 'Use text'),
  details: text('补充信息', 'Fill in the details'),
  'feature-code': text('核对特征码', 'Check the feature code'),
  individual: text('按地区单独采集', 'Go on alone in your region'),
  'open-degree': text('查看这份学历', 'See this degree'),
  consent: text('阅读说明并同意', 'Read and agree'),
  'sign-in': text('登录', 'Sign in'),
  home: text('回首页', 'Back to the start'),
}
