/** Prints from the student's order to the parcel at the school: bought, produced, scanned, shipped, acknowledged. */
import { PayingPage } from '../pages/paying'
import { colleague, DESK, looksRight, signInAt } from '../support/desk'
import { studentIn } from '../support/money'
import { ownBatch } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { runningService } from '../support/service'
import { SCHOOL } from '../world/collection.js'
import { publishPrices } from '../world/prices.js'

const SHEET_FEN = 600

test('prints are bought, produced, scanned, shipped and acknowledged', async ({ page, browser, watch }) => {
  test.setTimeout(300_000)
  watch.expectStatus(401)
  const batch = await ownBatch('prints', '加洗采集')
  const lines = [{ product: 'extra-prints', unit_fen: SHEET_FEN }]
  await publishPrices(runningService(), batch, { pay: 'never', payer: 'student', lines })
  const student = await (await (await studentIn(batch)).submit('photo-good.jpg')).decided('approve')
  await alreadyUsed(page, student)

  // The student: a sheet is looked at, two are ordered and paid.
  await page.goto('pages-sub/extra-prints/extra-prints')
  const row = page.getByRole('listitem').first()
  await row.getByText('看样张').click()
  await expect(page.getByText('按比例画出')).toBeVisible()
  await page.screenshot({ path: `${SCREENSHOTS}/prints-sample.png` })
  await page.getByRole('button', { name: '收起样张' }).click()
  const more = row.getByRole('button', { name: /加一版/ })
  await more.click()
  await more.click()
  await page.getByRole('button', { name: '支付 ¥12.00' }).click()
  const paying = new PayingPage(page)
  await paying.choice('付款成功').click()
  // Back here, with nothing chosen: the same button would buy them once more.
  await expect(page.getByText('我的冲印')).toBeVisible()
  await expect(page.getByText('待制作').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^支付/ })).toHaveCount(0)

  // The operator: a run for the school; the code is scanned as a hand scanner types it.
  const context = await browser.newContext({ ...DESK, locale: 'zh-CN' })
  const desk = await context.newPage()
  await signInAt(desk, '/production', await colleague('制作老师', 'operator'))
  await expect(desk.getByRole('listitem').filter({ hasText: '加洗采集' })).toContainText('1 份')
  await looksRight(desk, 'production')
  await desk.getByRole('button', { name: '开始制作' }).click()
  const starting = desk.getByRole('dialog')
  await starting.getByLabel('批次').selectOption(batch)
  await starting.getByRole('button', { name: '开始制作' }).click()
  await expect(desk.getByText('已扫描 0，共 1')).toBeVisible()
  await expect(desk.getByRole('region', { name: '文件' })).toContainText('每次下载都有记录', { timeout: 60_000 })
  await looksRight(desk, 'production-run')
  const cell = desk.getByRole('table').getByRole('row').nth(1)
  const code = (await cell.getByText(/^[\d ]{14,}$/).first().innerText()).replaceAll(/\D/g, '')
  await desk.getByRole('link', { name: '扫描装箱' }).click()
  const field = desk.getByLabel('条码')
  await expect(field).toBeFocused()
  await desk.keyboard.type('23090612345672')
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('status').filter({ hasText: '没有这个编号的照片' })).toBeVisible()
  await desk.keyboard.type(code)
  await desk.keyboard.press('Enter')
  await expect(desk.getByText('全部扫描完了')).toBeVisible()
  await looksRight(desk, 'production-scan')
  await desk.getByRole('button', { name: '登记寄出' }).click()
  const shipping = desk.getByRole('dialog')
  await shipping.getByRole('button', { name: '登记寄出' }).click()
  await expect(shipping.getByText('快递单号为')).toBeVisible()
  await shipping.getByLabel('快递单号').fill('SF1234567890')
  await shipping.getByRole('button', { name: '登记寄出' }).click()
  await expect(shipping).toHaveCount(0)

  await page.reload()
  await expect(page.getByText('顺丰速运 SF1234567890')).toBeVisible()
  await page.screenshot({ path: `${SCREENSHOTS}/prints-shipped.png` })
  await page.goto('pages/home/home')
  await expect(page.getByRole('article')).toContainText('已寄送')
  await expect(page.getByRole('article')).toContainText('顺丰速运 SF1234567890')
  await page.screenshot({ path: `${SCREENSHOTS}/home-shipped.png`, fullPage: true })

  // The officer of the school.
  const { operator } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  const schools = await operator.admin('list', 'schools', '--centre', String(centre?.['centre']))
  const school = schools.find(({ code: of }) => of === SCHOOL)
  await context.clearCookies()
  await signInAt(desk, '/parcels', await colleague('收件老师', `school-officer:${String(school?.['school'])}`))
  await desk.getByRole('table').getByRole('link').first().click()
  await expect(desk.getByText('SF1234567890')).toBeVisible()
  await expect(desk.getByRole('combobox', { name: /^问题/ })).toHaveValue('')
  await expect(desk.getByRole('combobox', { name: /^问题/ }).locator('option:checked')).toHaveText('已收到')
  await looksRight(desk, 'parcel')
  await desk.getByRole('button', { name: '签收', exact: true }).click()
  await expect(desk.getByRole('dialog')).toContainText('全部收到，没有问题。')
  await desk.getByRole('dialog').getByRole('button', { name: '签收', exact: true }).click()
  await expect(desk.getByText('已签收。')).toBeVisible()

  await page.goto('pages/notifications/notifications')
  await expect(page.getByText('冲印照片已到学校').first()).toBeVisible()
  await context.close()
})
