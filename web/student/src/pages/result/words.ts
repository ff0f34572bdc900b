/** Words of the check, the choice and what becomes of a photo. */
import type { Schemas } from '@caixiang/shared/api/types'
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const TITLES = {
  result: text('照片检查', 'Check of the photo'),
} satisfies Record<string, Text>

export const WORDS = {
  before: text('原图', 'Photo'),
  changed: text(
    '只换了背景、裁到 480×640。脸、头发和衣服没有任何改动。',
    'Background and size were made to the standard. Face, hair and clothes are untouched.',
  ),
  checking: text('正在检查，通常只要几秒', 'Checking; a few seconds as a rule'),
  checkingStopped: text('等了很久还没有结果。照片已经收到，不会丢失；可以继续等，也可以先离开，稍后回来看。', 'No answer for a long time. The photo has arrived and is not lost: wait on, or leave and come back later.'),
  lookAgain: text('继续等', 'Wait on'),
  checkingLong: text('检查的人较多，可以先离开，稍后回到这里看结果。', 'Many photos are being checked. You can leave and come back for the answer.'),
  checklist: text('检查内容', 'What is checked'),
  compare: text('左右拖动，比较原图和成片', 'Drag to compare photo and portrait'),
  expand: text('展开', 'Show'),
  collapse: text('收起', 'Hide'),
  fit: text('适合屏幕', 'Fit the screen'),
  fix: text('需要改正', 'To put right'),
  full: text('原始大小 100%', 'Real size, 100%'),
  good: text('这张照片可以使用', 'This photo can be used'),
  goodLead: text('检查没有发现问题。看一看成片，满意就用这张。', 'The check found nothing. Have a look at the portrait, and use it if you like it.'),
  guides: text('标准线', 'Guide lines'),
  large: text('点照片看大图', 'Tap the picture to see it large'),
  listComma: text('、', ', '),
  remind: text('请自己确认', 'Please make sure yourself'),
  look: text('请看一眼', 'Worth a look'),
  lookLead: text('照片能用，有几处请你确认。', 'The photo can be used. A few points need your eyes.'),
  marks: text('标出位置', 'Show places'),
  notShown: text('这部手机显示不了原图的格式，不影响检查。', 'This phone cannot show the format of the photo. That does not matter for the check.'),
  otherOffered: text('另有一张可以提交的照片。', 'There is another photo that can be submitted.'),
  otherStands: text('现在用的是另一张照片，这张只作记录。', 'Another photo is in use; this one is kept as a record.'),
  passed: text('项合格', 'points passed'),
  passedRest: text('其余', ''),
  picture: text('照片', 'Picture'),
  seeOriginal: text('看整张原图', 'Whole photo'),
  seeOther: text('看那张照片', 'See that photo'),
  seen: text('我看过了，没有问题', 'I looked, and it is fine'),
  others: text('还有 {} 处要改，见下面。', '{} more below.'),
  fee: text('费用 {} 元，由采集中心收取，在这里提交不收费。', 'Fee: {} yuan, collected by the centre; nothing is charged here.'),
  stop: text('还需要改一改', 'Something to put right'),
  turnedDown: text('这张已经被退回过，请重新拍一张', 'This shot was already returned. Please take a new one'),
  stopLead: text('照着下面的图改好，再拍一张。', 'Change what is shown below and take another one.'),
  submit: text('提交审核', 'Submit for review'),
  submitBack: text('再看看', 'Look again'),
  submitTitle: text('提交这张照片', 'Submit this photo'),
  tickFirst: text('还有提示没有确认，请逐条看过后打勾。', 'Some points are not ticked yet. Look at each of them first.'),
  unknown: text('没能判断，请自己看一下', 'Could not be told, please look yourself'),
  unusable: text('这个文件不能用', 'This file cannot be used'),
  use: text('使用这张', 'Use this one'),
} satisfies Record<string, Text>

/** What cannot be undone, before the last step. */
export const SUBMIT_POINTS: readonly Text[] = [
  text('这张照片会印在毕业证书上，并上传学信网。', 'It goes on your diploma and into the registry.'),
  text('审核通过后不能撤回，也不能更换。', 'Once approved it cannot be withdrawn or changed.'),
  text('照片是你本人、近期拍摄、没有美颜。', 'It shows you, was taken lately, and is not retouched.'),
]

/** What the check goes through, in its order. */
export const CHECKLIST: readonly Text[] = [
  text('文件完整，是相机原图', 'The file is whole and from a camera'),
  text('一个人，正对镜头，头和肩端正', 'One person, facing the lens, straight'),
  text('眼睛、眉毛、耳朵、嘴', 'Eyes, brows, ears, mouth'),
  text('光线、清晰度、颜色', 'Light, focus, colour'),
  text('背景和衣服', 'Wall and clothes'),
  text('换背景，裁到 480×640', 'New background, cut to 480×640'),
]

/** Why a file could not even be looked at. */
export const UNUSABLE: Readonly<Record<Schemas['UnusableReason'], Text>> = {
  'not-a-picture': text('这个文件不是照片，请上传手机拍摄的原图。', 'This file is no photo. Upload the original from your phone.'),
  damaged: text('这个文件打不开，请直接上传手机拍摄的原图。', "We can't open this file. Upload the original photo from your phone."),
  'too-large': text('照片太大，请用手机相机的普通模式重拍。', 'The photo is too large. Take it in the normal mode of the camera.'),
  'check-failed': text('这张照片没能检查完，请再上传一次。', 'The check did not finish. Please hand the photo in again.'),
}
