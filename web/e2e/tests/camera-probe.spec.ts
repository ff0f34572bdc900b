import { Student } from '../support/student'
import { alreadyUsed, expect, test } from '../support/phone'
test('probe', async ({ page, service }) => {
  const student = await (await (await new Student().signIn()).agree()).bind()
  await alreadyUsed(page, student)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  await page.getByRole('button', { name: '打开取景框' }).click()
  await page.getByRole('button', { name: '拍摄', exact: true }).click()
  await expect(page.getByRole('button', { name: '提交审核' })).toBeVisible()
  await page.screenshot({ path: 'screenshots/probe.png', fullPage: true })
  console.info(await page.getByRole('main').innerText())
})
