/** An administrator tightens a limit of a standard after the preview, and a photo that waits is judged again. */
import { colleague, DESK, looksRight, signInAt } from '../support/desk'
import { ownBatch, submittedTo } from '../support/ownBatch'
import { expect, test } from '../support/phone'

test.use(DESK)

const END = String(Date.now()).slice(-7)

test('a limit is tightened after the preview, and what waits is judged again', async ({ page, watch }) => {
  test.setTimeout(360_000)
  watch.expectStatus(401)
  const name = `标准批次 ${END}`
  const batch = await ownBatch(`specs-${END}`, name)
  const [student] = await submittedTo(batch, ['photo-good.jpg'])
  await signInAt(page, '/specs', await colleague('标准管理员', 'administrator'))
  await expect(page.getByRole('row').filter({ hasText: 'guangdong-2023' })).toContainText('系统自带')
  await looksRight(page, 'specs-list')

  // Drafted from the standard of the batch.
  await page.getByRole('button', { name: '起草新标准' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('样本').selectOption('guangdong-2023')
  await dialog.getByRole('button', { name: '起草新标准' }).click()
  await expect(dialog.getByText('用 3 到 40 个小写字母')).toBeVisible()
  await dialog.getByLabel('代号').fill(`ours-${END}`)
  await dialog.getByLabel('中文名称').fill('本中心标准')
  await dialog.getByLabel('英文名称').fill('Our standard')
  await dialog.getByRole('button', { name: '起草新标准' }).click()
  await expect(page.getByRole('heading', { name: '本中心标准' })).toBeVisible()

  // What is wrong is told at its field, and nothing is kept.
  await page.getByRole('button', { name: '修改', exact: true }).click()
  const rule = page.locator('#rule-eyes-open')
  await rule.getByLabel('低于它不合格').fill('99')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(rule.getByText('提醒线不能低于不合格线 99')).toBeVisible()
  await expect(rule.getByLabel('低于它提醒')).toBeFocused()
  await looksRight(page, 'specs-wrong')
  await rule.getByLabel('低于它不合格').fill('0.6')
  await rule.getByLabel('低于它提醒').fill('0.7')
  await rule.getByLabel('依据').fill('本中心 2026 年第 3 次会议')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已保存')).toBeVisible()

  // Looked at before it is in force.
  const preview = page.getByRole('region', { name: '启用前预览' })
  await preview.getByLabel('照片').selectOption({ label: name })
  await preview.getByRole('button', { name: '预览' }).click()
  await expect(preview).toContainText('合格 → 不合格')
  await expect(preview).toContainText('1 张会从能用变成不能用')
  await preview.getByText('看是哪些照片').first().click()
  await expect(preview).toContainText('→ 0.6')
  await looksRight(page, 'specs-preview')
  await page.getByText('与另一个标准比较').first().click()
  await expect(page.getByText('0.15 / 0.19')).toBeVisible()

  await page.getByRole('button', { name: '启用…' }).click()
  await dialog.getByLabel(name).check()
  await looksRight(page, 'specs-activate')
  await dialog.getByRole('button', { name: '启用…' }).click()
  await expect(page.getByText('等待的照片正在重新判断')).toBeVisible()
  await expect(page.getByText('已启用', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: '修改', exact: true })).toHaveCount(0)

  // Still in review, with what the new standard says.
  const shown = async () => JSON.stringify(await student?.photoView())
  await expect.poll(shown, { timeout: 60_000 }).toMatch(/"rule":"eyes-open"[^}]*"outcome":"fail"/u)
  expect((await student?.view())?.state).toBe('awaiting-review')

  // Whoever runs batches reads it, and changes nothing.
  await page.context().clearCookies()
  await signInAt(page, `/specs/ours-${END}@1`, await colleague('看标准的操作员', 'operator'))
  await expect(page.getByRole('heading', { name: '本中心标准' })).toBeVisible()
  await expect(page.getByRole('button', { name: '用于批次…' })).toHaveCount(0)
})

test('the poster of a batch is shown and its files are fetched', async ({ page, watch }) => {
  test.setTimeout(120_000)
  watch.expectStatus(401)
  const batch = await ownBatch(`poster-${END}`, `海报批次 ${END}`)
  await signInAt(page, `/batches/${batch}`, await colleague('贴海报的操作员', 'operator'))
  await page.getByRole('button', { name: '看海报' }).click()
  await expect(page.getByRole('img', { name: /^海报预览/ })).toBeVisible({ timeout: 30_000 })
  await looksRight(page, 'poster')
  for (const [label, ending] of [['下载 PDF（打印）', 'pdf'], ['下载 PNG（发群）', 'png']] as const) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: label }).click()])
    expect(file.suggestedFilename()).toBe(`poster-poster-${END}.${ending}`)
  }
})
