/** The centre's own reasons: written once by an administrator, under one key at the desk, read by the student. */
import { ResultPage } from '../pages/result'
import { ownBatch, submittedTo } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { DESK, enter, looksRight, member } from '../support/staff'

const TITLE = '照片里有学校以外的校徽'

test('a reason of the centre is written, chosen by two keys at the desk, and read by the student', async ({ page, browser, watch }) => {
  test.setTimeout(300_000)
  watch.expectStatus(401)
  const batch = await ownBatch('own-reasons', '自定原因采集')
  const [student] = await submittedTo(batch, ['photo-good.jpg'])
  if (student === undefined) throw new Error('nobody has submitted')

  const context = await browser.newContext({ ...DESK, locale: 'zh-CN' })
  const desk = await context.newPage()
  await enter(desk, await member('administrator', '原因管理员'), '/reasons')
  await expect(desk.getByRole('heading', { name: '还没有本中心的原因' })).toBeVisible()
  await looksRight(desk, 'reasons-empty')
  await desk.getByRole('button', { name: '添加原因' }).press('Enter')
  const dialog = desk.getByRole('dialog', { name: '添加原因' })
  const save = dialog.getByRole('button', { name: '保存' })
  await save.click()
  await expect(dialog.getByText('请用 1 到 40 个字写清楚哪里不合格')).toHaveCount(2)
  await expect(dialog.getByLabel('原因', { exact: true })).toBeFocused()
  await dialog.getByLabel('原因', { exact: true }).fill(TITLE)
  await dialog.getByLabel('原因（英文）').fill('A badge of another school')
  await dialog.getByLabel('怎么做', { exact: true }).fill('取下校徽或换一件衣服，再拍一张。')
  await dialog.getByLabel('怎么做（英文）').fill('Take the badge off or change clothes, and take the photo again.')
  await dialog.getByLabel('示意图').selectOption({ label: '穿素色有领的衣服' })
  await expect(dialog.getByRole('img')).toHaveCount(2)
  await looksRight(desk, 'reasons-dialog')
  await save.press('Enter')
  await expect(dialog).toHaveCount(0)
  const row = desk.getByRole('row').filter({ hasText: TITLE })
  await expect(row).toContainText('Z01')

  // One that is not used any more is kept, and is no longer offered.
  await desk.getByRole('button', { name: '添加原因' }).click()
  await dialog.getByLabel('原因', { exact: true }).fill('手里拿着东西')
  await dialog.getByLabel('原因（英文）').fill('Something in your hands')
  await dialog.getByLabel('怎么做', { exact: true }).fill('放下手里的东西，再拍一张。')
  await dialog.getByLabel('怎么做（英文）').fill('Put it down, and take the photo again.')
  await save.press('Enter')
  await desk.getByRole('button', { name: '停用 Z02' }).click()
  await expect(desk.getByRole('row').filter({ hasText: 'Z02' })).toContainText('已停用')
  await looksRight(desk, 'reasons')

  // Key 0 puts them under 1 to 9, and back.
  await context.clearCookies()
  await enter(desk, await member('centre-reviewer', '原因审核员'), `/review/desk?batch=${batch}`)
  await expect(desk.getByRole('img', { name: /^成片/ })).toBeVisible()
  const reasons = desk.getByRole('group').filter({ hasText: '本中心' })
  await expect(reasons.getByRole('button', { name: TITLE })).toHaveCount(0)
  await desk.keyboard.press('0')
  const own = desk.getByRole('button', { name: `1 ${TITLE}` })
  await expect(own).toBeVisible()
  await expect(desk.getByText('手里拿着东西')).toHaveCount(0)
  await desk.waitForTimeout(400)
  await desk.keyboard.press('1')
  await expect(own).toHaveAttribute('aria-pressed', 'true')
  await looksRight(desk, 'reasons-desk')
  await desk.keyboard.press('0')
  // What is chosen stays chosen under the other reasons.
  await expect(desk.getByRole('button', { name: TITLE })).toHaveAttribute('aria-pressed', 'true')
  await desk.keyboard.press('r')
  await expect(desk.getByRole('region', { name: '最近的决定' })).toContainText('退回 · 已记录')
  await context.close()

  await expect.poll(async () => (await student.view()).state, { timeout: 90_000 }).toBe('rejected')
  await alreadyUsed(page, student)
  await page.goto(`pages/result/result?degree=${student.degree}`)
  await expect(new ResultPage(page).main).toContainText(TITLE)
  await expect(new ResultPage(page).main).toContainText('取下校徽或换一件衣服')
  await page.screenshot({ path: `${SCREENSHOTS}/reasons-student.png`, fullPage: true })
})
