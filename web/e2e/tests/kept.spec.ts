/** Pages that are loaded anew in the midst of something, as a phone does that closes tabs, and networks that go. */
import type { Page } from '@playwright/test'

import { AddDegreePage } from '../pages/addDegree'
import { CapturePage } from '../pages/capture'
import { ConsentPage } from '../pages/consent'
import { HomePage } from '../pages/home'
import { ResultPage } from '../pages/result'
import { played } from '../support/cast'
import { alreadyUsed, expect, test } from '../support/phone'
import { DRAWN, drawn } from '../support/places'
import { Student, someone } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'
import { lastFourOf } from '../world/drawn.js'

const CARD = 'card-photo-of-screen.png'

async function bound(): Promise<Student> {
  return (await (await new Student().signIn()).agree()).bind()
}

test('a reload while signing in loses neither the last four nor the picture, nor the number', async ({ page, service, watch }) => {
  watch.expectStatus(401)
  await alreadyUsed(page, undefined)
  const adding = new AddDegreePage(page)
  await adding.scan(SLUGS.open, FEATURE_CODE)
  await adding.typeLastFour(lastFourOf(DRAWN, CARD))
  await adding.chooseCard(drawn(CARD))
  const { phone } = someone()
  await adding.field('手机号').fill(phone)
  await adding.press('获取验证码')
  await expect(adding.field('短信验证码')).toBeVisible()
  await page.reload()
  await adding.field('短信验证码').fill(await service.operator.codeFor(phone))
  // The picture is still there, and is handed in by itself, after the consent.
  await new ConsentPage(page).agree()
  await expect(adding.isItYou).toBeVisible()
  expect(await page.evaluate(() => Object.keys(localStorage).map((name) => localStorage.getItem(name)).join())).not.toContain(
    lastFourOf(DRAWN, CARD),
  )
})

test('a photo on its way survives a reload, and goes on by itself from where it stopped', async ({ page, watch }) => {
  watch.expectLostConnection()
  const student = await bound()
  await alreadyUsed(page, student)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  const capture = new CapturePage(page)
  let isHeld = true
  await page.route('**/captures/*/parts/*', async (route) => {
    if (isHeld) await route.abort('connectionfailed')
    else await route.continue()
  })
  await capture.choose(drawn('photo-good.jpg'))
  await expect(capture.progress).toBeVisible()
  isHeld = false
  await page.reload()
  await expect(new ResultPage(page).use).toBeVisible()
  // What has arrived is not kept any longer.
  expect(await page.evaluate(() => localStorage.getItem('upload'))).toBeNull()
})

/** What is asked of the service does not arrive. */
async function cutOff(page: Page): Promise<() => Promise<void>> {
  await page.route('**/api/**', (route) => route.abort('internetdisconnected'))
  return async () => {
    await page.unroute('**/api/**')
    await page.context().setOffline(true)
    await page.context().setOffline(false)
  }
}

test('every page without a network has a button, and goes on by itself when it is back', async ({ page, watch }) => {
  watch.expectLostConnection()
  test.setTimeout(120_000)
  const student = await bound()
  const photo = await student.photo('photo-good.jpg')
  const pages = [
    ['pages/home/home', /看一看效果/],
    [`pages/result/result?degree=${student.degree}&photo=${photo.id}`, /使用这张/],
    [`pages/capture/capture?degree=${student.degree}`, /用手机相机拍摄/],
    [`pages/history/history?submission=${student.submission}`, /上传了照片/],
    ['pages/notifications/notifications', /通知/],
    ['pages/consent/consent', /已同意/],
    ['pages/me/me', /退出登录/],
    [`pages/add-degree/add-degree?link=${SLUGS.open}&code=${FEATURE_CODE}`, /正在采集/],
    ['pages/regions/regions', /韶关/],
    [`pages/appointments/appointments?degree=${student.degree}`, /由学校集中采集，不用预约/],
    ['pages-sub/addresses/addresses', /还没有地址/],
    ['pages-sub/address/address', /收件人/],
    ['pages-sub/extra-prints/extra-prints', /还没有可以加洗的照片/],
    ['pages-sub/contact/contact', /你的问题/],
  ] as const
  await alreadyUsed(page, student)
  for (const [address, shows] of pages) await comesBack(page, address, shows)
})

test('pages of money without a network have a button, and go on by themselves when it is back', async ({ page, watch }) => {
  watch.expectLostConnection()
  test.setTimeout(120_000)
  const [paid, charged] = [await played('paid'), await played('charged')]
  await alreadyUsed(page, paid)
  await comesBack(page, 'pages-sub/orders/orders', /已支付/)
  await comesBack(page, `pages-sub/order/order?order=${paid.shown}`, /收据/)
  await comesBack(page, `pages-sub/pay/pay?degree=${paid.degree}`, /现在没有要付的费用/)
  await alreadyUsed(page, charged)
  await comesBack(page, `pages-sub/pay/pay?degree=${charged.degree}`, /支付 ¥/)
})

/** Opens a page while nothing arrives, and gives the network back. */
async function comesBack(page: Page, address: string, shows: RegExp): Promise<void> {
  const giveBack = await cutOff(page)
  await page.goto(address)
  await expect(page.getByRole('button', { name: '再试一次' }).first(), address).toBeVisible()
  await giveBack()
  await expect(page.locator('body'), address).toContainText(shows)
  await expect(page.getByRole('button', { name: '再试一次' }), address).toHaveCount(0)
}

test('what needs no network shows itself without one', async ({ page, watch }) => {
  watch.expectLostConnection()
  await alreadyUsed(page, await bound())
  await cutOff(page)
  const pages = [
    ['pages/help/help', /采集码与添加学历/],
    ['pages/about/about', /Apache-2\.0/],
    ['pages/capture/rules', /请别人帮你拍/],
    ['pages/phone/phone', /新手机号/],
    ['pages/my-data/my-data', /导出我的数据/],
  ] as const
  for (const [address, shows] of pages) {
    await page.goto(address)
    await expect(page.getByRole('main').last(), address).toContainText(shows)
  }
  // The search of the answers is the page's own.
  await page.goto('pages/help/help')
  await page.getByRole('textbox').fill('后四位')
  await expect(page.getByRole('main')).toContainText('后四位')
})

test('pages that were never opened are there without a network', async ({ page, watch }) => {
  watch.expectLostConnection()
  const student = await bound()
  await alreadyUsed(page, student)
  const home = new HomePage(page)
  await home.open()
  await expect(home.degree()).toContainText('拍摄照片')
  // The app's own files come once nothing else is to do.
  await page.waitForFunction(() => document.documentElement.dataset['ahead'] === 'done')
  await page.context().setOffline(true)
  await home.next('去拍照')
  await expect(home.button('再试一次')).toBeVisible()
  await page.context().setOffline(false)
  await expect(home.button('用手机相机拍摄')).toBeVisible()
})
