/**
 * A notice to begin with, in both languages: whom and when, what it costs, the way, what the photo has to be, and
 * what becomes of it. It is filled from the plan as it is typed; what is not known yet stands in brackets.
 */
import { fenOf } from '@caixiang/shared/money/fen'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

import { hoursEnd } from './draft'
import type { PlanDraft } from './draft'

/** How students reach the centre. */
export interface NoticeCentre {
  readonly name: string
  readonly support_contact: string
}

/** A heading and what stands below it. */
interface Part {
  readonly title: Text
  readonly lines: readonly (Text | undefined)[]
}

/** The notice for a plan. */
export function noticeTemplate(draft: PlanDraft, centre: NoticeCentre | undefined): Text {
  const parts = [occasion(draft, centre), fee(draft), way(draft), photo(draft), forbidden(draft), code(), afterwards(draft), questions(centre)]
  return text(written(parts, 'zh', '、'), written(parts, 'en', '. '))
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八']

function written(parts: readonly Part[], language: keyof Text, behind: string): string {
  return parts.map(({ title, lines }, at) => {
    const number = language === 'zh' ? (NUMERALS[at] ?? String(at + 1)) : String(at + 1)
    const said = lines.flatMap((line) => (line === undefined ? [] : [line[language]]))
    return [`${number}${behind}${title[language]}`, ...said].join('\n')
  }).join('\n\n')
}

/** `2026年12月1日 08:00`; midnight ends the day before. */
function moment(field: string, isEnd: boolean): Text {
  const [day = '', time = ''] = field.split('T')
  const [year = '', month = '', date = ''] = day.split('-')
  if (year === '' || month === '' || date === '') return text('（请填写时间）', '(time to be filled in)')
  if (isEnd && time === '00:00') {
    const before = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date) - 1)).toISOString().slice(0, 10)
    return moment(`${before}T24:00`, false)
  }
  return text(`${year}年${String(Number(month))}月${String(Number(date))}日 ${time}`, `${day} ${time}`)
}

function occasion(draft: PlanDraft, centre: NoticeCentre | undefined): Part {
  const cohorts = draft.cohorts.map(({ gradeYear, level, graduation }) => {
    const [year = '', month = ''] = graduation.split('-')
    return {
      zh: `${gradeYear.slice(-2)}级${level}${month === '' ? '' : `（${year}年${String(Number(month))}月毕业）`}`,
      en: `${level} admitted in ${gradeYear}${month === '' ? '' : `, graduating ${graduation}`}`,
    }
  })
  const [opens, closes] = [moment(draft.opensAt, false), moment(draft.closesAt, true)]
  const until = hoursEnd(draft)
  const name = centre?.name ?? ''
  return {
    title: text('采集对象和时间', 'Whom and when'),
    lines: [
      cohorts.length === 0
        ? text('对象：（请填写采集对象）', 'For: (students to be filled in)')
        : text(`对象：${cohorts.map(({ zh }) => zh).join('、')}。`, `For: ${cohorts.map(({ en }) => en).join('; ')}.`),
      text(`时间：${opens.zh} 至 ${closes.zh}。`, `Open: ${opens.en} until ${closes.en}, China time.`),
      draft.hasHours ? text(`每天 ${draft.hoursFrom}–${until} 开放。`, `Every day ${draft.hoursFrom}–${until}.`) : undefined,
      name === '' ? undefined : text(`采集由${name}负责。`, `${name} collects the portraits.`),
      text('错过截止时间的同学，请自行联系采集中心办理散拍，不再另行通知。', 'If you miss the end, arrange an individual shot with the centre yourself; there is no further notice.'),
      text('各学院和教学点请逐一通知到每一位学生；没有照片就没有毕业证书，也没有网上的学历记录。', 'Colleges and teaching points tell every single student: without a portrait there is no diploma and no record on line.'),
    ],
  }
}

function fee({ price }: PlanDraft): Part {
  const fen = fenOf(price)
  const sum = fen === undefined ? text('（请填写费用）', '(to be filled in)') : text(` ${(fen / 100).toFixed(2)} 元`, `¥${(fen / 100).toFixed(2)}`)
  return {
    title: text('费用', 'Fee'),
    lines: fen === 0
      ? [text('不收费。', 'Free of charge.')]
      : [text(`每人${sum.zh}，由学生在线支付，包含图像处理、上传学信网、数据光盘和寄送学校。`, `${sum.en} each, paid on line by the student: processing, upload to the registry, data disc and delivery to the school.`)],
  }
}

function way({ mode, featureCode, capture, attempts, replaceDays }: PlanDraft): Part {
  const key = featureCode.trim() === '' ? text('（开放后可见）', '(known once it is open)') : text(featureCode.trim(), featureCode.trim())
  const isOnSite = capture.every((source) => source === 'onsite')
  return {
    title: text('怎么采集', 'The way'),
    lines: [
      text('1. 先在学信网保存本人的图像采集码（见第六条）。', '1. Save your own portrait collection code of the registry first (see 6).'),
      mode === 'group'
        ? text(`2. 扫描通知上的二维码，填写证件号码后四位和特征码 ${key.zh}，上传采集码，核对并确认学历。`, `2. Scan the QR code of the notice, enter the last four of your ID number and the feature code ${key.en}, upload your collection code, check your degree and confirm it.`)
        : text('2. 扫描本地区的二维码，填写证件号码后四位，上传采集码，核对并确认学历。', '2. Scan the QR code of your region, enter the last four of your ID number, upload your collection code, check your degree and confirm it.'),
      isOnSite
        ? text('3. 按预约的时间到现场拍摄。', '3. Have the photo taken at the time that you booked.')
        : text('3. 请别人用后置摄像头帮你拍，人在引导框正中；系统会换好底色、裁好尺寸。', '3. Ask somebody to take it with the rear camera, you in the middle of the frame; the background and the size are made for you.'),
      text('4. 满意后提交审核。待审核时可以撤回重拍；审核通过后不能再撤回或修改。', '4. Submit it when you are content. While it waits you can withdraw it; after approval it can be neither withdrawn nor changed.'),
      text(`5. 没有通过时会写明原因，请按提示在 ${replaceDays} 天内重拍；一共可以提交 ${attempts} 次。`, `5. If it is rejected, the reason is given: mind it, and hand in another one within ${replaceDays} days. There are ${attempts} submissions in all.`),
    ],
  }
}

/** Whether clothes of this colour would vanish in the background. */
function isBlue(background: string): boolean {
  const found = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(background)
  if (found === null) return false
  const [red = 0, green = 0, blue = 0] = found.slice(1).map((part) => parseInt(part, 16))
  return blue > red && blue > green
}

function photo({ glasses, background }: PlanDraft): Part {
  return {
    title: text('照片要求', 'What the photo has to be'),
    lines: [
      text('坐姿端正，表情自然，双眼睁开、平视，两耳对称，双肩平衡，嘴唇自然闭合。', 'Seated upright, a natural expression, both eyes open and level, ears symmetric, shoulders balanced, lips closed.'),
      glasses === 'forbidden'
        ? text('不戴眼镜。', 'No glasses.')
        : text('眼镜可以戴，镜片要清、不反光、不挡眼睛，不戴有色镜片。', 'Glasses may stay where they are clear, without reflections, and leave the eyes free.'),
      text('不戴帽子和头巾；因宗教、医疗或民族习惯需要的，不能遮住面部，不能有阴影。不戴耳环、项链等饰品。', 'No head covering; where religion, health or custom needs one, it leaves the face free and casts no shadow. No earrings, necklace or other jewellery.'),
      text('头发不遮眉毛、眼睛和耳朵，不化浓妆。', 'Hair leaves brows, eyes and ears free; no heavy make-up.'),
      isBlue(background)
        ? text('衣服与背景颜色分明，不穿蓝色衣服，不穿花纹复杂的衣服。', 'Clothes differ clearly from the background: no blue ones, and no complex patterns.')
        : text('衣服与背景颜色分明，不穿花纹复杂的衣服。', 'Clothes differ clearly from the background; no complex patterns.'),
    ],
  }
}

function forbidden({ capture }: PlanDraft): Part {
  return {
    title: text('不能使用的照片', 'What is not accepted'),
    lines: [
      text('不用手机或相机的美颜模式；磨皮、修改五官或脸型的照片一律不处理。', 'No beauty mode of a phone or camera: photos with smoothed skin, altered features or face shape are not processed.'),
      text('不能用录取照片、身份证照片或其他毕业证照片的同版照片，不能用软件合成的照片。', 'No photo from the plate of the admission photo, the identity card or another diploma; nothing composed by software.'),
      capture.includes('album')
        ? text('从相册选择时，必须是没有处理过的原图。', 'From the album only the original file, untouched.')
        : text('不能翻拍，不能用处理过的文件。', 'No photo of a photo, and no file that was worked on.'),
      text('在非指定途径拍的照片不算数。', 'Photos from unofficial places do not count.'),
    ],
  }
}

function code(): Part {
  return {
    title: text('采集码在哪里', 'Where the collection code is'),
    lines: [
      text('学信网的学信档案（手机和电脑一样）：登录 → 我的学籍 → 选择这份学籍 → 图像采集码。', 'Archive of the registry (学信档案, phone or PC): sign in → my study record (我的学籍) → choose it → its code.'),
      text('微信公众号“学信网”：绑定 → 学信账号 → 学籍学历信息 → 选择这份学籍。', 'WeChat account 学信网: bind → 学信账号 → 学籍学历信息 → choose the record.'),
      text('学信网 App：登录 → 学籍查询 → 选择这份学籍。', 'App 学信网: sign in → 学籍查询 → choose the record.'),
    ],
  }
}

function afterwards({ photoNotBefore }: PlanDraft): Part {
  return {
    title: text('照片的用途', 'What becomes of it'),
    lines: [
      text('照片用于毕业证书和学信网，上传以后不能更换，请本人认真核对，责任自负。', 'It goes on the diploma and into the registry and cannot be replaced after the upload: check it with care, you answer for it.'),
      photoNotBefore === '' ? undefined : text(`请用 ${photoNotBefore} 以后拍的照片。`, `It was taken on ${photoNotBefore} or later.`),
      text('采集结束约 30 天后可以在学信网查到，约 40 天后纸质照片送到学校。请到学信网核对自己的照片。', 'About 30 days after the collection ends it is on line, after about 40 days the prints are at the school. Check your photo at the registry.'),
      text('纸质照片和电子照片由采集中心统一送到学校，不需要填写或修改收件地址。', 'Prints and files go from the centre to the school together: no postal address is asked for or changed.'),
      text('港澳台学生要先在学信网通过身份核验，学籍才会显示。', 'Students from Hong Kong, Macau and Taiwan are verified at the registry before their record shows.'),
    ],
  }
}

function questions(centre: NoticeCentre | undefined): Part {
  const contact = centre?.support_contact.trim() ?? ''
  return {
    title: text('咨询', 'Questions'),
    lines: [
      contact === ''
        ? text('在线客服：（请填写电话），每天 9:00–11:30、13:30–17:00。', 'Customer service: (telephone to be filled in), every day 9:00–11:30 and 13:30–17:00.')
        : text(`在线客服：${contact}`, `Customer service: ${contact}`),
    ],
  }
}
