/** An approved photo is replaced: an operator asks, an administrator agrees, a reviewer approves the new one. */
import { ownBatch, submittedTo } from '../support/ownBatch'
import { drawn } from '../support/places'
import { expect, test } from '../support/phone'
import { runningService } from '../support/service'
import { enter, looksRight, member } from '../support/staff'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

test('a photo is replaced by two people and reviewed anew; nobody agrees to an own request', async ({ page, browser, watch }) => {
  test.setTimeout(600_000)
  watch.expectStatus(401, 404)
  const batch = await ownBatch('changes-2024', '2024年10月更改')
  const [student, other] = await submittedTo(batch, ['photo-good.jpg', 'photo-another.jpg'])
  if (student === undefined || other === undefined) throw new Error('nobody has submitted')
  for (const one of [student, other]) await one.decided('approve')

  await enter(page, await member('operator', '更改操作员'), '/changes')
  await expect(page.getByRole('heading', { name: '没有等待答复的请求' })).toBeVisible()
  await looksRight(page, 'changes-empty')
  await page.getByRole('link', { name: '提出更改' }).click()
  const field = page.getByRole('textbox', { name: '编号或网址' })
  await field.fill('不是编号')
  await field.press('Enter')
  await expect(page.getByText('里面没有编号')).toBeVisible()

  // To be replaced by a file that the student brought; one that the check stops is told, and cannot be chosen.
  await field.fill(student.degree)
  await field.press('Enter')
  await expect(page.getByRole('img', { name: '现在通过的' })).toBeVisible()
  await expect(page.getByText('没有其他可用的照片')).toBeVisible()
  await page.getByLabel('误审为通过').check()
  await page.getByRole('button', { name: '提出请求' }).click()
  await expect(page.getByText('请选择一张照片')).toBeVisible()
  const file = page.locator('input[type=file]')
  await file.setInputFiles(drawn('photo-eyes-closed.jpg'))
  await expect(page.getByText('这张照片不能用')).toBeVisible({ timeout: 60_000 })
  await file.setInputFiles(drawn('photo-another.jpg'))
  await expect(page.getByRole('radio', { name: /^照片 \d+ · 相册选取/ })).toBeChecked({ timeout: 60_000 })
  await looksRight(page, 'changes-ask')
  await page.getByRole('button', { name: '提出请求' }).press('Enter')
  await expect(page.getByText('已提出，等另一个人答复')).toBeVisible()
  const waiting = page.getByRole('main').getByRole('article')
  await expect(waiting).toContainText('这是你提出的')
  await expect(waiting.getByRole('button', { name: '查看并答复' })).toHaveCount(0)
  await looksRight(page, 'changes-own')
  // A second one for the same submission is refused, and a request that was a mistake is taken back.
  await page.goto(`${runningService().url}/console/changes/ask?of=${other.submission}`)
  await page.getByLabel('取出，不再使用').check()
  await page.getByLabel('学生申请').check()
  await page.getByRole('button', { name: '提出请求' }).press('Enter')
  await expect(waiting).toHaveCount(2)
  await waiting.filter({ hasText: '取出' }).getByRole('button', { name: '撤回请求' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '撤回请求' }).press('Enter')
  await expect(page.getByText('已撤回，照片保持不变')).toBeVisible()
  await expect(waiting).toHaveCount(1)
  expect((await student.view()).state).toBe('approved')

  // A colleague sees both photos side by side.
  const desk = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' }
  const second = await browser.newContext(desk)
  const colleague = await second.newPage()
  await enter(colleague, await member('operator', '同事操作员'), '/changes')
  await colleague.getByRole('button', { name: '查看并答复' }).press('Enter')
  await expect(colleague.getByRole('dialog').getByRole('img')).toHaveCount(2)
  await expect(colleague.getByRole('dialog')).toContainText('误审为通过')
  await looksRight(colleague, 'changes-answer')
  await second.close()

  // The administrator sees none, is told so, and agrees.
  const third = await browser.newContext(desk)
  const administrator = await third.newPage()
  await enter(administrator, await member('administrator', '更改管理员'), '/changes')
  await administrator.getByRole('button', { name: '查看并答复' }).press('Enter')
  const dialog = administrator.getByRole('dialog')
  await expect(dialog).toContainText('管理员看不到学生照片')
  await expect(dialog.getByRole('img')).toHaveCount(0)
  await looksRight(administrator, 'changes-administrator')
  await dialog.getByRole('button', { name: '同意', exact: true }).press('Enter')
  await expect(administrator.getByText('已同意，更改已完成')).toBeVisible()
  await expect(administrator.getByRole('row').filter({ hasText: '更改操作员' }).filter({ hasText: '已同意并完成' })).toHaveCount(1)
  await third.close()
  expect((await student.view()).state).toBe('awaiting-review')

  // The new photo is reviewed like any other.
  const fourth = await browser.newContext(desk)
  const reviewer = await fourth.newPage()
  await enter(reviewer, await member('centre-reviewer', '更改审核员'), `/review/desk?batch=${batch}`)
  for (const name of [/^原图/, /^成片/]) await expect(reviewer.getByRole('img', { name })).toBeVisible()
  await reviewer.waitForTimeout(400)
  await reviewer.keyboard.press('j')
  await expect(reviewer.getByRole('region', { name: '最近的决定' })).toContainText('通过 · 已记录')
  await expect.poll(async () => (await student.view()).state, { timeout: 90_000 }).toBe('approved')
  await fourth.close()
})
