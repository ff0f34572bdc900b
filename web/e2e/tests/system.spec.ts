/** How the system is, and a photo that is tried: what who looks after the service opens first. */
import { expect, test } from '../support/phone'
import { drawn } from '../support/places'
import { enter, looksRight, member } from '../support/staff'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

test('an administrator sees whether the service is well and when data end', async ({ page, watch }) => {
  watch.expectStatus(401)
  await enter(page, await member('administrator', '系统老师'), '/system')
  await expect(page.getByText('数据库、存储都正常。')).toBeVisible()
  await expect(page.getByText('没有停下来的任务。')).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toContainText('天')
  await looksRight(page, 'system')
})

test('an operator tries a photo, which is judged and not kept', async ({ page, watch }) => {
  test.setTimeout(120_000)
  watch.expectStatus(401)
  await enter(page, await member('operator', '试片老师'), '/trial')
  await page.getByLabel('照片', { exact: true }).setInputFiles(drawn('photo-good.jpg'))
  await expect(page.getByRole('img', { name: '标准照' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('heading', { name: /^合格/ })).toBeVisible()
  await looksRight(page, 'trial')
  await page.reload()
  await expect(page.getByRole('img', { name: '标准照' })).toHaveCount(0)
})
