/** What the running service is set to, and its keys, read by an administrator; sealing again is begun by hand. */
import { expect, test } from '../support/phone'
import { DESK, enter, looksRight, member } from '../support/staff'

test.use(DESK)

test('settings are found by a word, secrets are not shown, and sealing again is begun', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  await enter(page, await member('administrator', '设置管理员'), '/settings')
  const keys = page.getByRole('region', { name: '密钥' })
  // Four purposes under their heads.
  await expect(keys.getByRole('row')).toHaveCount(5)
  await expect(page.getByRole('region', { name: '外部服务' })).toContainText('微信小程序')
  const row = page.getByRole('row').filter({ has: page.getByText('second_looks_percent', { exact: true }) })
  await expect(row).toContainText('配置文件')
  await expect(row).toContainText('100')
  await looksRight(page, 'settings')

  await page.getByRole('searchbox', { name: '查找设置' }).fill('没有这个词')
  await expect(page.getByRole('heading', { name: '没有这样的设置' })).toBeVisible()
  await looksRight(page, 'settings-nothing')
  await page.getByRole('searchbox', { name: '查找设置' }).fill('remind_hours')
  await expect(page.getByRole('region', { name: 'limits' }).getByRole('row')).toHaveCount(2)

  await page.getByRole('button', { name: '立即重新加密' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: '现在重新加密？' })
  await looksRight(page, 'settings-reseal')
  await dialog.getByRole('button', { name: '立即重新加密' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  // One run is through, and the next one, within the hour, makes sure of it.
  await expect(keys.getByText('已检查一遍，一小时内再核对一遍')).toBeVisible({ timeout: 60_000 })
  await expect(keys).toContainText('最近一次')
  await expect(keys.getByText('已安排，很快开始')).toHaveCount(0)
  await looksRight(page, 'settings-sealed')
})

test('settings are not for operators', async ({ page, watch }) => {
  watch.expectStatus(401)
  await enter(page, await member('operator', '看设置的操作员'), '/settings')
  await expect(page.getByRole('heading', { level: 1, name: '这个页面不在你的职责内' })).toBeVisible()
})
