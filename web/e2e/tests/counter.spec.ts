/** A counter: the student's code is scanned, the photo taken by the webcam, submitted, and reviewed by somebody else. */
import { ownBatch } from '../support/ownBatch'
import { drawn } from '../support/places'
import { expect, test } from '../support/phone'
import { enter, looksRight, member } from '../support/staff'
import { Student } from '../support/student'

test.use({ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

test('a student is found by the code, photographed, and submitted for', async ({ page, watch }) => {
  test.setTimeout(300_000)
  watch.expectStatus(401)
  const batch = await ownBatch('counter-2024', '2024年现场采集', 'onsite')
  const student = await (await (await new Student().signIn()).agree()).bind(batch)

  await enter(page, await member('operator', '现场操作员'), '/counter')
  await expect(page.getByRole('heading', { name: '等待下一位学生' })).toBeVisible()
  const field = page.getByRole('textbox', { name: /扫采集码/ })
  // A scanner is a keyboard that ends with a line break.
  await expect(field).toBeFocused()
  await looksRight(page, 'counter-empty')
  await field.fill('20999999')
  await field.press('Enter')
  await expect(page.getByText('没有学生添加过')).toBeVisible()
  await field.fill(student.person.payload)
  await field.press('Enter')
  await expect(page.getByRole('heading', { name: '李**' })).toBeVisible()

  await page.getByRole('button', { name: '打开摄像头' }).click()
  await expect(page.getByRole('button', { name: '拍照' })).toBeVisible()
  await looksRight(page, 'counter-camera')
  // One that the check stops is taken anew, from a file.
  await page.locator('input[type=file][multiple]').setInputFiles(drawn('photo-eyes-closed.jpg'))
  await expect(page.getByRole('heading', { name: '这张照片不能用' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: '代学生提交' })).toHaveCount(0)
  await page.getByRole('button', { name: '重拍一张' }).click()
  await page.getByRole('button', { name: '打开摄像头' }).click()
  await page.getByRole('button', { name: '拍照' }).click()
  await expect(page.getByRole('heading', { name: /^检查通过/ })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('img', { name: '标准照' })).toBeVisible()
  for (const doubt of await page.locator('.doubts input').all()) await doubt.check()
  await looksRight(page, 'counter-checked')
  await page.getByRole('button', { name: '代学生提交' }).click()
  await expect(page.getByText('已提交审核。')).toBeVisible()
  expect((await student.view()).state).toBe('awaiting-review')

  await page.getByRole('button', { name: '下一位学生' }).click()
  await expect(field).toBeFocused()
  await expect(page.getByRole('heading', { name: '等待下一位学生' })).toBeVisible()
  await student.decided('approve')
  expect((await student.view()).state).toBe('approved')
})
