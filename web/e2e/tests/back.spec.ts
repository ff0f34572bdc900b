/** The phone's back key: it closes what lies on top, one step, sheet or picture at a time, and a reload loses nothing of it. */
import type { Page } from '@playwright/test'

import { AddDegreePage } from '../pages/addDegree'
import { CapturePage } from '../pages/capture'
import { ConsentPage } from '../pages/consent'
import { HomePage } from '../pages/home'
import { ResultPage } from '../pages/result'
import { pricedBatch, studentIn } from '../support/money'
import { alreadyUsed, expect, test } from '../support/phone'
import { drawn } from '../support/places'
import { Student } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'

async function bound(): Promise<Student> {
  return (await (await new Student().signIn()).agree()).bind()
}

/** The poster's link, and from there to the step of the code. */
async function atCode(page: Page): Promise<AddDegreePage> {
  await alreadyUsed(page, undefined)
  const adding = new AddDegreePage(page)
  await adding.scan(SLUGS.open, FEATURE_CODE)
  await adding.typeLastFour('002X')
  await expect(adding.button('从相册选截图')).toBeVisible()
  return adding
}

test('back goes from the code to the last four, to the batch, and out', async ({ page, service }) => {
  const adding = await atCode(page)
  await page.goBack()
  await expect(adding.field('后四位')).toHaveValue('002X')
  await page.goBack()
  await expect(adding.featureCode).toHaveValue(FEATURE_CODE)
  await page.goBack()
  await expect(page).toHaveURL(`${service.url}/healthz`)
})

test("the bar's arrow goes the same way as the back key", async ({ page }) => {
  const adding = await atCode(page)
  const arrow = adding.button('返回')
  await arrow.click()
  await expect(adding.field('后四位')).toBeVisible()
  await arrow.click()
  await expect(adding.featureCode).toBeVisible()
})

test('steps that were gone back over cannot be come upon again', async ({ page }) => {
  const adding = await atCode(page)
  // Two steps at once, by the line at the top.
  await adding.button(/^1 /).click()
  await expect(adding.featureCode).toBeVisible()
  await page.goForward()
  await expect(adding.featureCode).toBeVisible()
  await adding.press('继续')
  await page.goBack()
  await expect(adding.featureCode).toBeVisible()
})

test('signing in on the way is one step back, not all of them', async ({ page, watch }) => {
  watch.expectStatus(401)
  const adding = await atCode(page)
  await adding.chooseCard(drawn('card-good.png'))
  await expect(adding.field('手机号')).toBeVisible()
  await page.goBack()
  await expect(adding.button('登录')).toBeVisible()
  await page.goBack()
  await expect(adding.field('后四位')).toBeVisible()
})

test('a reload comes back to the step, and from there back leads as before', async ({ page }) => {
  const adding = await atCode(page)
  await page.goBack()
  await expect(adding.field('后四位')).toBeVisible()
  await page.reload()
  await expect(adding.field('后四位')).toBeVisible()
  await page.goBack()
  await expect(adding.featureCode).toHaveValue(FEATURE_CODE)
})

test('back closes a sheet, the large picture and the viewfinder, and stays on the page', async ({ page }) => {
  const student = await bound()
  const photo = await student.photo('photo-good.jpg')
  await alreadyUsed(page, student)
  await page.goto(`pages/result/result?degree=${student.degree}&photo=${photo.id}`)
  const result = new ResultPage(page)
  await result.use.click()
  await expect(result.sheet).toBeVisible()
  await page.goBack()
  await expect(result.sheet).toHaveCount(0)
  await expect(result.use).toBeVisible()

  await page.getByRole('button', { name: '点照片看大图' }).click({ position: { x: 40, y: 120 } })
  const large = page.getByRole('dialog')
  await expect(large).toBeVisible()
  await page.goBack()
  await expect(large).toHaveCount(0)
  await expect(result.use).toBeVisible()

  // Closed by its own button, a sheet leaves no step behind.
  await result.use.click()
  await result.sheet.getByRole('button', { name: '再看看' }).click()
  await expect(result.sheet).toHaveCount(0)
  await result.retake()
  await page.getByRole('button', { name: '打开取景框拍摄' }).click()
  const viewfinder = page.getByRole('dialog', { name: '打开取景框拍摄' })
  await expect(viewfinder).toBeVisible()
  await page.goBack()
  await expect(viewfinder).toHaveCount(0)
  await expect(page.getByRole('button', { name: '用手机相机拍摄' })).toBeVisible()
})

test('with a sheet open at home, back closes the sheet', async ({ page }) => {
  const student = await (await bound()).submit('photo-good.jpg')
  await alreadyUsed(page, student)
  const home = new HomePage(page)
  await home.open()
  await home.press('撤回，重新拍')
  const sheet = page.getByRole('alertdialog')
  await expect(sheet).toBeVisible()
  await page.goBack()
  await expect(sheet).toHaveCount(0)
  await expect(home.degree()).toContainText('正在审核')
  // A reload with it open leaves no dead step behind.
  await home.press('撤回，重新拍')
  await page.reload()
  await expect(home.degree()).toContainText('正在审核')
  await expect(sheet).toHaveCount(0)
})

test('consent on the way is one step back', async ({ page, watch }) => {
  // The service refuses what needs a consent.
  watch.expectStatus(403, 409)
  const student = await new Student().signIn()
  await alreadyUsed(page, student)
  const adding = new AddDegreePage(page)
  await adding.scan(SLUGS.open, FEATURE_CODE)
  await adding.typeLastFour('002X')
  await adding.chooseCard(drawn('card-good.png'))
  const consent = new ConsentPage(page)
  await expect(consent.heading).toBeVisible()
  await page.goBack()
  await expect(consent.heading).toHaveCount(0)
  await expect(page).toHaveURL(/add-degree/)
  await page.goBack()
  await expect(adding.field('后四位')).toBeVisible()
})

test('from "is it you" back leads home, where it still waits', async ({ page }) => {
  const student = await (await (await new Student().signIn()).agree()).propose()
  await alreadyUsed(page, student)
  const home = new HomePage(page)
  await home.open()
  await home.press('去确认')
  await expect(new AddDegreePage(page).isItYou).toBeVisible()
  await page.goBack()
  await expect(home.degree()).toContainText('请确认是不是你的')
})

test('from the result to another photo, and back home: the photo before is not come upon again', async ({ page }) => {
  const student = await bound()
  await student.photo('photo-good.jpg')
  await alreadyUsed(page, student)
  const home = new HomePage(page)
  await home.open()
  await home.next('查看并提交')
  const result = new ResultPage(page)
  await expect(result.use).toBeVisible()
  await result.retake()
  await expect(new CapturePage(page).button('用手机相机拍摄')).toBeVisible()
  await page.goBack()
  await expect(home.button('查看并提交')).toBeVisible()
  await expect(result.use).toHaveCount(0)
})

test('after submitting, back leads home and not to the camera', async ({ page }) => {
  const student = await bound()
  await alreadyUsed(page, student)
  const home = new HomePage(page)
  await home.open()
  await home.next('去拍照')
  await new CapturePage(page).choose(drawn('photo-good.jpg'))
  await new ResultPage(page).submit()
  await page.goBack()
  await expect(home.degree()).toContainText('正在审核')
  await expect(new CapturePage(page).button('用手机相机拍摄')).toHaveCount(0)
})

test('back from paying leads to the step that waits for it, and from there home', async ({ page }) => {
  const student = await studentIn(await pricedBatch(`back-${String(process.pid)}`))
  await alreadyUsed(page, student)
  await page.goto('.')
  const home = new HomePage(page)
  const card = page.getByRole('article').first()
  await card.getByRole('button', { name: '去拍照' }).click()
  await home.press('去支付')
  await expect(home.button(/^支付 ¥/)).toBeVisible()
  await page.goBack()
  await expect(home.button('去支付')).toBeVisible()
  await expect(home.button(/^支付 ¥/)).toHaveCount(0)
  await page.goBack()
  await expect(card.getByRole('button', { name: '去拍照' })).toBeVisible()
  await expect(page).toHaveURL(/\/m\//)
})

test('back from the appointments leads home, and closes a question first', async ({ page, service }) => {
  const student = await (await (await new Student().signIn()).agree()).bind(service.batches.individual)
  await alreadyUsed(page, student)
  await page.goto('.')
  const home = new HomePage(page)
  await page.getByRole('link', { name: '预约到店拍摄' }).click()
  await page.getByRole('radio').first().click()
  await home.press('预约这个时间')
  await home.press('取消预约')
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  await page.goBack()
  await expect(question).toHaveCount(0)
  await expect(page.getByRole('article', { name: '我的预约' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('article').first()).toContainText(/已预约/)
})
