/** The approved portrait by mail: the address is proved by a code, and the portrait follows. */
import { AppPage } from '../pages/app'
import { studentIn } from '../support/money'
import { ownBatch } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'

test('a student has the approved portrait sent to an own address', async ({ page, service, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(422)
  const batch = await ownBatch('by-mail', '邮件采集')
  const student = await (await (await studentIn(batch)).submit('photo-good.jpg')).decided('approve')
  await alreadyUsed(page, student)
  const [degree] = await student.degrees()
  await page.goto(`pages/result/result?degree=${degree ?? ''}`)
  await page.getByRole('button', { name: '发送到邮箱' }).click()
  const form = new AppPage(page)
  const sheet = page.getByRole('alertdialog')
  await form.field('邮箱地址').fill('zhang san')
  await sheet.getByRole('button', { name: '获取验证码' }).click()
  await expect(sheet.getByText('请填写完整的邮箱地址')).toBeVisible()
  await form.field('邮箱地址').fill('zhang@example.org')
  await page.screenshot({ path: `${SCREENSHOTS}/portrait-mail.png` })
  await sheet.getByRole('button', { name: '获取验证码' }).click()
  await expect(sheet.getByText('验证码已发送到 zhang@example.org')).toBeVisible()
  const letters = async () => (await service.operator.admin('outbox', '--limit', '100')).filter(({ recipient }) => recipient === 'z***@example.org')
  const [code] = /\d{6}/.exec(String((await letters())[0]?.['text'])) ?? []
  await form.field('邮箱验证码').fill(code === '000000' ? '000001' : '000000')
  await sheet.getByRole('button', { name: '发送照片' }).click()
  await expect(sheet.getByText('验证码不对')).toBeVisible()
  await form.field('邮箱验证码').fill(code ?? '')
  await page.screenshot({ path: `${SCREENSHOTS}/portrait-mail-code.png` })
  await sheet.getByRole('button', { name: '发送照片' }).click()
  await expect(page.getByText('照片已发送到 zhang@example.org')).toBeVisible()
  expect(String((await letters())[0]?.['text'])).toContain('portrait.jpg')
})
