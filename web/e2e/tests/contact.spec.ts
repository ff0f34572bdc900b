/** A student asks the centre, an operator answers, and the student reads it. */
import { gravest } from '../support/axe'
import { played } from '../support/cast'
import { alreadyUsed, expect, test } from '../support/phone'
import { enter, looksRight, member } from '../support/staff'

test('a question is answered in the console and read in the app', async ({ page, browser, watch }) => {
  watch.expectStatus(401)
  const asked = `审核要等几天？（${String(Date.now() % 100_000)}）`
  await alreadyUsed(page, await played('bound'))
  await page.goto('pages/help/help')
  await page.getByRole('textbox', { name: '搜一搜' }).fill('没有这样的词')
  await expect(page.getByText('没有找到“没有这样的词”')).toBeVisible()
  await page.getByRole('button', { name: '联系客服' }).click()
  const question = page.getByRole('textbox', { name: '你的问题' })
  await page.getByRole('button', { name: '发送' }).click()
  await expect(page.getByRole('alert')).toContainText('请写下要问的问题')
  await question.fill(asked)
  // A reload in the middle of a sentence loses nothing.
  await page.reload()
  await expect(question).toHaveValue(asked)
  await page.getByRole('button', { name: '发送' }).click()
  await expect(page.getByText('已发送，请留意回复')).toBeVisible()
  // The field holds its text twice for a moment.
  await expect(page.getByText(asked).last()).toBeVisible()

  const desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false, locale: 'zh-CN' })
  const console = await desk.newPage()
  await enter(console, await member('operator', '客服老师'), '/enquiries')
  const card = console.getByRole('article').filter({ hasText: asked })
  await card.getByRole('button', { name: '回复' }).click()
  const dialog = console.getByRole('dialog')
  await dialog.getByRole('button', { name: '发送回复' }).click()
  await expect(dialog.getByText('写 1 到 1000 个字。')).toBeVisible()
  await dialog.getByLabel('你的回复').fill('一般两个工作日。')
  await looksRight(console, 'enquiry-answering')
  await dialog.getByRole('button', { name: '发送回复' }).click()
  await expect(console.getByText('已发送，学生会收到通知。')).toBeVisible()
  await expect(console.getByRole('region', { name: '已回复' })).toContainText('一般两个工作日。')
  await looksRight(console, 'enquiries')

  await page.goto('pages/notifications/notifications')
  await page.getByText('你的留言有回复了').first().click()
  await expect(page.getByText('一般两个工作日。')).toBeVisible()
  expect(await gravest(page)).toEqual([])
  await desk.close()
})
