/** An operator announces something, and a student reads it on the home page. */
import { played } from '../support/cast'
import { alreadyUsed, expect, test } from '../support/phone'
import { enter, member } from '../support/staff'

test('what an operator announces stands on the home page until it is taken back', async ({ page, browser, watch }) => {
  watch.expectStatus(401)
  const title = `停机通知 ${String(Date.now() % 100_000)}`
  const desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false, locale: 'zh-CN' })
  const console = await desk.newPage()
  await enter(console, await member('operator', '公告老师'), '/announcements')
  await console.getByRole('button', { name: '发布公告' }).click()
  const dialog = console.getByRole('dialog')
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  await expect(dialog.getByText('写 1 到 40 个字。')).toBeVisible()
  await dialog.getByLabel('标题', { exact: true }).fill(title)
  await dialog.getByLabel('内容', { exact: true }).fill('周日零点到六点停机维护，照片请提前提交。')
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  const card = console.getByRole('listitem').filter({ hasText: title })
  await expect(card).toContainText('显示中')

  await alreadyUsed(page, await played('bound'))
  await page.goto('.')
  await expect(page.getByText(title)).toBeVisible()

  await card.getByRole('button', { name: '撤回' }).click()
  await console.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await expect(card).toContainText('已撤回')
  await page.reload()
  await expect(page.getByText('我的学历')).toBeVisible()
  await expect(page.getByText(title)).toHaveCount(0)
  await desk.close()
})
