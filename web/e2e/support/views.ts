/** Every page in every state that looks different: where it is, who sees it, and by what one knows it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Page } from '@playwright/test'

import { FEATURE_CODE, SLUGS } from '../world/collection.js'

import type { Role } from './cast'
import type { Student } from './student'

/** A page in a state. */
export interface View {
  readonly name: string
  /** As `pages.json` names it, with what follows in the address. */
  readonly path: string
  /** Who sees it; nobody is signed in without one. */
  readonly role?: Role
  /** Words that are there once it is ready, in either language. */
  readonly shows: RegExp
  /** What to press first. */
  readonly first?: (page: Page) => Promise<void>
  /** What browsers write into their console about answers that belong to it. */
  readonly statuses?: readonly number[]
}

async function press(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click()
}

const CAPTURE = 'pages/capture/capture?degree={degree}'
const RESULT = 'pages/result/result?degree={degree}&photo={photo}'
const ADD = 'pages/add-degree/add-degree'
const BATCH = `${ADD}?link=${SLUGS.open}&code=${FEATURE_CODE}`

export const VIEWS: readonly View[] = [
  { name: 'home-welcome', path: 'pages/home/home', shows: /登录|Sign in/ },
  { name: 'home-empty', path: 'pages/home/home', role: 'newcomer', shows: /还没有学历|No degree yet/ },
  { name: 'home-proposed', path: 'pages/home/home', role: 'proposed', shows: /已经认出|was recognised/ },
  { name: 'home-photo', path: 'pages/home/home', role: 'bound', shows: /拍摄照片|take the photo/ },
  { name: 'home-in-review', path: 'pages/home/home', role: 'inReview', shows: /正在审核|in review/ },
  {
    name: 'home-withdraw',
    path: 'pages/home/home',
    role: 'inReview',
    first: (page) => press(page, /撤回，重新拍|Withdraw the photo/),
    shows: /撤回这张照片|Withdraw this photo/,
  },
  { name: 'home-rejected', path: 'pages/home/home', role: 'rejected', shows: /没有通过|not accepted/ },
  { name: 'home-approved', path: 'pages/home/home', role: 'approved', shows: /已锁定|is locked/ },
  { name: 'sign-in', path: 'pages/sign-in/sign-in', shows: /手机号|Mobile number/ },
  { name: 'consent', path: 'pages/consent/consent', role: 'newcomer', shows: /采集和审核照片|Collecting and reviewing/ },
  { name: 'consent-given', path: 'pages/consent/consent', role: 'agreed', shows: /已同意|Agreed/ },
  { name: 'add-degree', path: ADD, role: 'agreed', shows: /特征码|feature code/ },
  { name: 'add-degree-batch', path: BATCH, role: 'agreed', shows: /正在采集|Open/ },
  { name: 'add-degree-over', path: `${ADD}?link=${SLUGS.over}`, role: 'agreed', shows: /已经结束|is over/ },
  {
    name: 'add-degree-last-four',
    path: BATCH,
    role: 'agreed',
    first: (page) => press(page, /^继续|^Go on/),
    shows: /证件号码的后四位|last four characters/,
  },
  {
    name: 'add-degree-code',
    path: BATCH,
    role: 'agreed',
    first: async (page) => {
      await press(page, /^继续|^Go on/)
      await page.getByRole('textbox', { name: /^后四位|^Last four/ }).fill('002X')
      await press(page, /^继续|^Go on/)
    },
    shows: /上传你的图像采集码|portrait collection code/,
  },
  { name: 'add-degree-is-it-you', path: `${ADD}?degree={degree}`, role: 'proposed', shows: /是我|That is me/ },
  {
    name: 'add-degree-registry',
    path: `${ADD}?degree={degree}`,
    role: 'proposed',
    first: (page) => press(page, /已经有毕业照片|have your portrait/),
    shows: /不用再采集|nothing to take/,
  },
  { name: 'regions', path: 'pages/regions/regions', role: 'agreed', shows: /韶关/ },
  { name: 'appointments', path: 'pages/appointments/appointments?degree={degree}', role: 'alone', shows: /09:00/ },
  { name: 'rules', path: 'pages/capture/rules', shows: /请别人帮你拍|someone else/ },
  {
    name: 'capture',
    path: CAPTURE,
    role: 'bound',
    shows: /用手机相机拍摄|camera app/,
  },
  {
    name: 'capture-viewfinder',
    path: CAPTURE,
    role: 'bound',
    first: async (page) => {
      await press(page, /打开取景框拍摄|Open the viewfinder/)
      await page.locator('#shutter[aria-disabled="false"]').waitFor()
    },
    shows: /3 秒倒计时|3-second|关|off/,
  },
  { name: 'result-good', path: RESULT, role: 'checked', shows: /可以使用|can be used/ },
  {
    name: 'result-submit',
    path: RESULT,
    role: 'checked',
    first: (page) => press(page, /使用这张|Use this one/),
    shows: /提交这张照片|Submit this photo/,
  },
  { name: 'result-doubt', path: RESULT, role: 'doubted', shows: /请看一眼|Worth a look/ },
  { name: 'result-stopped', path: RESULT, role: 'stopped', shows: /闭眼|眼睛|eyes/i },
  { name: 'result-unusable', path: RESULT, role: 'unusable', shows: /不是照片|is no photo/ },
  { name: 'result-in-review', path: RESULT, role: 'inReview', shows: /已提交，正在审核|in review/ },
  { name: 'result-rejected', path: RESULT, role: 'rejected', shows: /没有通过审核|not accepted/ },
  { name: 'result-approved', path: RESULT, role: 'approved', shows: /照片已锁定|and locked/ },
  { name: 'history', path: 'pages/history/history?submission={submission}', role: 'rejected', shows: /上传了照片|handed in/ },
  { name: 'me', path: 'pages/me/me', role: 'approved', shows: /我的数据|My data/ },
  { name: 'notifications', path: 'pages/notifications/notifications', role: 'rejected', shows: /没有通过|did not pass/ },
  { name: 'my-data', path: 'pages/my-data/my-data', role: 'approved', shows: /我的数据|My data|导出|copy/ },
  { name: 'phone', path: 'pages/phone/phone', role: 'approved', shows: /新手机号|New mobile number/ },
  { name: 'help', path: 'pages/help/help', shows: /采集码|collection code/ },
  { name: 'about', path: 'pages/about/about', shows: /采像|Caixiang/ },
  { name: 'orders', path: 'pages-sub/orders/orders', role: 'approved', shows: /订单|[Oo]rders/ },
  { name: 'orders-paid', path: 'pages-sub/orders/orders', role: 'paid', shows: /已支付|Paid/ },
  { name: 'order', path: 'pages-sub/order/order?order={photo}', role: 'paid', shows: /收据|Receipt/ },
  { name: 'pay', path: 'pages-sub/pay/pay?degree={degree}', role: 'charged', shows: /支付 ¥|Pay ¥/ },
  { name: 'pay-nothing', path: 'pages-sub/pay/pay?degree={degree}', role: 'paid', shows: /没有要付的|nothing to pay/ },
  { name: 'capture-unpaid', path: CAPTURE, role: 'charged', shows: /拍照前先支付|Pay before/ },
  { name: 'wait', path: 'pages-sub/wait/wait?order={photo}', role: 'owing', shows: /还没有支付|Not paid yet/ },
  { name: 'cashier', path: 'pages-sub/cashier/cashier?order={photo}', role: 'paid', shows: /付款成功|Pay/ },
  { name: 'invoice', path: 'pages-sub/invoice/invoice?order={photo}', role: 'paid', shows: /发票抬头|Title/ },
  { name: 'addresses', path: 'pages-sub/addresses/addresses', role: 'approved', shows: /地址|[Aa]ddress/ },
  { name: 'address', path: 'pages-sub/address/address', role: 'approved', shows: /收件人|Recipient/ },
  { name: 'contact', path: 'pages-sub/contact/contact', role: 'approved', shows: /你的问题|Your question/ },
  { name: 'contact-guest', path: 'pages-sub/contact/contact', shows: /登录后可以留言|Sign in to leave/ },
  { name: 'extra-prints', path: 'pages-sub/extra-prints/extra-prints', role: 'approved', shows: /加洗|prints/ },
]

/** The address of a view for its student. */
export function addressOf({ path }: View, student: Student | undefined): string {
  return path
    .replace('{degree}', student?.degree ?? '')
    .replace('{submission}', student?.submission ?? '')
    .replace('{photo}', student?.shown ?? '')
}

/** Pages that the app has. */
export function pagesOfApp(): readonly string[] {
  const file = fileURLToPath(new URL('../../student/src/pages.json', import.meta.url))
  const app = JSON.parse(readFileSync(file, 'utf8')) as PagesFile
  const packages = app.subPackages ?? []
  return [
    ...app.pages.map(({ path }) => path),
    ...packages.flatMap(({ root, pages }) => pages.map(({ path }) => `${root}/${path}`)),
  ]
}

interface PagesFile {
  readonly pages: readonly { readonly path: string }[]
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly { readonly path: string }[] }[]
}
