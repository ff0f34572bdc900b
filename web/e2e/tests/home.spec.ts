/** Prints that go home: an address is written down, the sheet is paid with its shipping, made, spoilt, and made again. */
import { PayingPage } from '../pages/paying'
import { colleague, DESK, looksRight, signInAt } from '../support/desk'
import { studentIn } from '../support/money'
import { ownBatch } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { runningService } from '../support/service'
import { publishPrices } from '../world/prices.js'

test('prints are ordered to an address, and made again when they are damaged', async ({ page, browser, watch }) => {
  test.setTimeout(300_000)
  watch.expectStatus(401)
  const batch = await ownBatch('prints-home', '寄到家采集')
  const lines = [
    { product: 'extra-prints', unit_fen: 600 },
    { product: 'shipping', unit_fen: 1200 },
  ]
  await publishPrices(runningService(), batch, { pay: 'never', payer: 'student', lines })
  const student = await (await (await studentIn(batch)).submit('photo-good.jpg')).decided('approve')
  await alreadyUsed(page, student)

  await page.goto('pages-sub/extra-prints/extra-prints')
  await page.getByRole('listitem').first().getByRole('button', { name: /加一版/ }).click()
  await page.getByRole('radio', { name: '寄到我的地址' }).click()
  await page.getByRole('button', { name: '添加收货地址' }).click()
  await page.getByRole('button', { name: '添加地址' }).click()
  const field = (name: string) => page.getByLabel(name, { exact: true }).last()
  await field('收件人').fill('示范同学')
  await field('手机号').fill('13900003141')
  for (const place of ['广东省', '广州市', '天河区']) await page.getByRole('radio', { name: place }).click()
  await field('详细地址').fill('示范大道100号3栋201')
  await page.screenshot({ path: `${SCREENSHOTS}/address-written.png` })
  await page.getByRole('button', { name: '同意并保存' }).click()
  await expect(page.getByText('示范大道100号3栋201')).toBeVisible()
  await page.goBack()
  // What was chosen before is still chosen, and the only address is taken.
  await page.getByRole('button', { name: '支付 ¥18.00' }).click()
  await new PayingPage(page).choice('付款成功').click()
  await expect(page.getByText('待制作').first()).toBeVisible()
  await expect(page.getByText('寄给 示范同学')).toBeVisible()

  const context = await browser.newContext({ ...DESK, locale: 'zh-CN' })
  const desk = await context.newPage()
  await signInAt(desk, '/production', await colleague('寄件老师', 'operator'))
  await desk.getByRole('button', { name: '开始制作' }).click()
  const starting = desk.getByRole('dialog')
  await starting.getByLabel('批次').selectOption(batch)
  await starting.getByLabel('寄到').selectOption({ label: '寄给个人' })
  await starting.getByRole('button', { name: '开始制作' }).click()
  await expect(desk.getByRole('region', { name: '文件' })).toContainText('每次下载都有记录', { timeout: 60_000 })
  await desk.getByRole('button', { name: '重印' }).click()
  const again = desk.getByRole('dialog')
  await looksRight(desk, 'production-again')
  await again.getByRole('button', { name: '重印' }).click()
  await expect(desk.getByText('这次制作里已经没有照片。')).toBeVisible()
  // They wait again, and the next run has them.
  await desk.getByRole('link', { name: '制作与寄送' }).first().click()
  await expect(desk.getByRole('listitem').filter({ hasText: '寄到家采集' })).toContainText('1 份')
  await desk.getByRole('button', { name: '开始制作' }).click()
  await starting.getByLabel('批次').selectOption(batch)
  await starting.getByLabel('寄到').selectOption({ label: '寄给个人' })
  await starting.getByRole('button', { name: '开始制作' }).click()
  await expect(desk.getByText('重印 1 次')).toBeVisible()
  await page.reload()
  await expect(page.getByText('制作中').first()).toBeVisible()
  await context.close()
})
