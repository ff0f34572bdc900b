/** An administrator: schools and classes, an officer who sees the own school alone, studios, and the log of it all. */
import { readFileSync } from 'node:fs'

import { colleague, DESK, looksRight, signInAt } from '../support/desk'
import { expect, test } from '../support/phone'
import { runningService } from '../support/service'

test.use(DESK)

test('a college and a class are entered, and the class is renamed', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  await signInAt(page, '/organisation', await colleague('张管理', 'administrator'))

  // A college and a class of the second school.
  await page.getByRole('link', { name: /示范职业技术学院/ }).click()
  await page.getByRole('button', { name: '添加学院或教学点' }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('护理学院')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: '添加班级 护理学院' }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('2024级1班')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2024级1班')).toBeVisible()
  await page.getByRole('button', { name: '改名 2024级1班' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill('2024级护理1班')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2024级护理1班', { exact: true })).toBeVisible()
  await looksRight(page, 'rooms-organisation')
})

test('an officer is employed, sees the own school alone, and the log tells it', async ({ page, browser, watch }) => {
  test.setTimeout(360_000)
  watch.expectStatus(401)
  await signInAt(page, '/staff', await colleague('张管理', 'administrator'))
  await page.getByRole('button', { name: '开通账号' }).click()
  const dialog = page.getByRole('dialog')
  const login = `officer-${String(Date.now())}`
  await dialog.getByLabel('姓名').fill('王老师')
  await dialog.getByLabel('登录名').fill(login)
  await dialog.getByRole('button', { name: '开通账号' }).click()
  await expect(dialog.getByText('请至少给一个职责')).toBeVisible()
  await dialog.getByLabel('学校', { exact: true }).selectOption({ label: '99901 示范职业技术学院' })
  await looksRight(page, 'rooms-employ')
  await dialog.getByRole('button', { name: '开通账号' }).click()
  await expect(dialog.getByText('账号已开通')).toBeVisible()
  const password = await dialog.locator('.password code').innerText()
  expect(password).toMatch(/^(?:[a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  await dialog.getByRole('button', { name: '我已记下' }).click()
  await expect(page.getByRole('row').filter({ hasText: login })).toContainText('学校老师 · 示范职业技术学院')
  await looksRight(page, 'rooms-staff')

  const context = await browser.newContext({ viewport: DESK.viewport, locale: 'zh-CN' })
  const officer = await context.newPage()
  await signInAt(officer, '/', { login, password })
  // The rooms of operators and administrators are not theirs.
  await expect(officer.getByRole('heading', { name: '今天要做的' })).toHaveCount(0)
  await expect(officer.getByRole('link', { name: '工作人员' })).toHaveCount(0)
  const members = await officer.evaluate(async () => {
    const answer = await fetch('/api/v1/staff/members')
    return answer.status
  })
  expect(members).toBe(403)
  const { url, batches } = runningService()
  await officer.goto(`${url}/console/school/roster?batch=${batches.school}`)
  await expect(officer.getByLabel('学校')).toHaveValue('99901')

  // Disabled, the officer is out at once; an undo lets the person in again.
  await page.getByRole('row').filter({ hasText: login }).getByRole('link', { name: '王老师' }).click()
  const disable = page.getByRole('main').getByRole('button', { name: '停用', exact: true })
  await disable.click()
  await page.getByRole('dialog').getByRole('button', { name: '停用', exact: true }).click()
  await page.getByRole('button', { name: /撤销/ }).click()
  await expect(disable).toBeVisible()
  await looksRight(page, 'rooms-member')
  await disable.click()
  await page.getByRole('dialog').getByRole('button', { name: '停用', exact: true }).click()
  await expect(page.getByRole('button', { name: '启用' })).toBeVisible()
  await officer.reload()
  await expect(officer.getByRole('heading', { level: 1, name: '登录工作台' })).toBeVisible()
  await context.close()
  await page.getByRole('button', { name: '启用' }).click()
  await expect(disable).toBeVisible()

  // Lines of the last seconds may take a moment.
  const found = page.getByRole('row').filter({ hasText: '王老师' })
  await page.goto(`${runningService().url}/console/audit?action=create-staff`)
  await expect(async () => {
    await page.getByRole('button', { name: '刷新' }).click()
    await expect(found.first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await expect(found.first()).toContainText('张管理 开通了账号 王老师')
  await expect(found.first()).toContainText('学校老师')
  await page.getByLabel('做了什么').selectOption({ label: '停用了账号' })
  await expect(page).toHaveURL(/action=disable-staff/)
  await expect(page.getByRole('row').filter({ hasText: '停用了账号 王老师' }).first()).toBeVisible()
  await page.getByRole('button', { name: '清除条件' }).click()
  await expect(page).toHaveURL(/\/audit$/)
  await expect(page.getByRole('row').nth(5)).toBeVisible()
  await looksRight(page, 'rooms-audit')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载已载入的' }).click()])
  const file = readFileSync(await saved.path(), 'utf8')
  expect(file).toContain('create-staff')
  expect(file.split('\r\n')[0]).toContain('编号')
})

test('a studio offers the slots of several days', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  await signInAt(page, '/studios', await colleague('李操作', 'operator'))
  await page.getByRole('button', { name: '添加影棚' }).first().click()
  const name = `二号影棚 ${String(Date.now()).slice(-6)}`
  await page.getByRole('dialog').getByLabel('名称').fill(name)
  await page.getByRole('dialog').getByLabel('地址').fill('示范路 2 号')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
  await page.getByRole('button', { name: '下一周' }).click()
  await expect(page).toHaveURL(/week=\d{4}-\d\d-\d\d/)
  await page.getByRole('button', { name: '放出时段' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('每段时长').fill('60')
  await expect(dialog).toContainText('5 天，每天 8 段，共 160 个名额')
  await looksRight(page, 'rooms-offer')
  await dialog.getByRole('button', { name: '放出时段' }).press('Enter')
  await expect(dialog).toContainText('完成 5 / 5')
  await dialog.getByRole('button', { name: '完成' }).click()
  await expect(page.getByText('已约 0 / 32')).toHaveCount(5)
  await looksRight(page, 'rooms-studios')

  // The same days again: what is there is left alone.
  await page.getByRole('button', { name: '放出时段' }).click()
  await dialog.getByRole('button', { name: '放出时段' }).click()
  await expect(dialog.getByText('这个时段已有预约时段，跳过')).toHaveCount(5)
})
