/** The pages' own words. What states, failures and rules say comes from the shared texts and the API. */
import type { Schemas, Text } from '../../shared/src/index'

function text(zh: string, en: string): Text {
  return { zh, en }
}

/** Titles of the pages. */
export const TITLES = {
  capture: text('拍照', 'Photo'),
  result: text('照片检查', 'Check of the photo'),
  history: text('进度记录', 'What happened'),
} satisfies Record<string, Text>

/** What the tabs are called. */
export const TABS = [text('首页', 'Home'), text('我的', 'Me')] satisfies readonly Text[]

export const WORDS = {
  accept: text('我看过了，仍用这张', 'I have seen this and go on with this photo'),
  addDegree: text('添加学历', 'Add a degree'),
  after: text('成片', 'Portrait'),
  album: text('从相册选', 'From the album'),
  before: text('原图', 'Photo'),
  cameraClosed: text('没有打开相机。请在浏览器里允许使用相机，或用系统相机拍摄。', 'The camera did not open. Allow it in the browser, or use the camera app.'),
  camera: text('拍照', 'Take a photo'),
  checking: text('正在检查…', 'Checking…'),
  helper: text('请他人用后置摄像头拍摄，免冠、正对镜头、露出双耳和眉毛。', 'Let someone else use the rear camera. No hat, face the lens, show both ears and the brows.'),
  history: text('进度记录', 'What happened'),
  leaveIt: text('暂不', 'Not now'),
  live: text('打开取景框', 'Open the viewfinder'),
  loading: text('正在载入…', 'Loading…'),
  next: text('继续', 'Go on'),
  noContact: text('采集中心没有留下联系方式，请向学校询问。', 'The centre left no contact. Please ask your school.'),
  pictureGone: text('照片已不在手机里，请重新选择。', 'The picture is gone from the phone. Choose it again.'),
  ready: text('可以拍了', 'Ready'),
  retake: text('重拍', 'Take another'),
  retry: text('再试一次', 'Try again'),
  sending: text('正在上传', 'Sending'),
  shutter: text('拍摄', 'Take it'),
  submit: text('提交审核', 'Submit for review'),
  support: text('客服', 'Support'),
  toHome: text('回到首页', 'Back to home'),
} satisfies Record<string, Text>

/** What a line of the history says. */
export const EVENTS = {
  'photo-handed-in': text('上传了照片', 'A photo was handed in'),
  'photo-assessed': text('照片检查完成', 'The photo was checked'),
  'photo-confirmed': text('确认了照片', 'The photo was confirmed'),
  submitted: text('提交审核', 'Submitted for review'),
  withdrawn: text('撤回', 'Withdrawn'),
  'passed-on': text('学校审核通过，转交采集中心', 'Passed on by the school to the centre'),
  approved: text('审核通过', 'Approved'),
  rejected: text('未通过', 'Not accepted'),
  expired: text('超过期限', 'Not finished in time'),
  ended: text('已由采集中心处理', 'Ended by the centre'),
} satisfies Record<string, Text>

/** Why a file could not even be looked at. */
export const UNUSABLE: Readonly<Record<Schemas['UnusableReason'], Text>> = {
  'not-a-picture': text('这个文件不是照片，请上传手机拍摄的原图。', 'This file is no photo. Upload the original from your phone.'),
  damaged: text('这个文件打不开，请直接上传手机拍摄的原图。', "We can't open this file. Upload the original photo from your phone."),
  'too-large': text('照片太大，请用手机相机的普通模式重拍。', 'The photo is too large. Take it in the normal mode of the camera.'),
  'check-failed': text('这张照片没能检查完，请再上传一次。', 'The check did not finish. Please hand the photo in again.'),
}
