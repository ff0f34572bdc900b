/** The approved portrait by mail: the address is proved by a code, and the portrait follows. */
import { readFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { AppPage } from '../pages/app'
import { gravest } from '../support/axe'
import { studentIn } from '../support/money'
import { ownBatch } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { runningService } from '../support/service'
import { DESK, enter, member } from '../support/staff'
import type { Student } from '../support/student'

// The second test changes for a while how the centre sends portraits.
test.describe.configure({ mode: 'serial' })

/** A student whose portrait is approved. */
async function approved(slug: string, name: string): Promise<Student> {
  return (await (await studentIn(await ownBatch(slug, name))).submit('photo-good.jpg')).decided('approve')
}

/** What went to an address, newest first. */
async function lettersTo(masked: string): Promise<readonly string[]> {
  const sent = await runningService().operator.admin('outbox', '--limit', '100')
  return sent.filter(({ recipient }) => recipient === masked).map(({ text }) => String(text))
}

test('a student has the approved portrait sent to an own address', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(422)
  const student = await approved('by-mail', '邮件采集')
  await alreadyUsed(page, student)
  const [degree] = await student.degrees()
  await page.goto(`pages/result/result?degree=${degree ?? ''}`)
  await page.getByRole('button', { name: '发送到邮箱' }).click()
  const form = new AppPage(page)
  const sheet = page.getByRole('alertdialog')
  await form.field('邮箱地址').fill('zhang san')
  await sheet.getByRole('button', { name: '获取验证码' }).click()
  await expect(sheet.getByText('请填写完整的邮箱地址')).toBeVisible()
  await form.field('邮箱地址').fill('zhang@example.org')
  await page.screenshot({ path: `${SCREENSHOTS}/portrait-mail.png` })
  await sheet.getByRole('button', { name: '获取验证码' }).click()
  await expect(sheet.getByText('验证码已发送到 zhang@example.org')).toBeVisible()
  const letters = () => lettersTo('z***@example.org')
  const [code] = /\d{6}/.exec(String((await letters())[0])) ?? []
  await form.field('邮箱验证码').fill(code === '000000' ? '000001' : '000000')
  await sheet.getByRole('button', { name: '发送照片' }).click()
  await expect(sheet.getByText('验证码不对')).toBeVisible()
  await form.field('邮箱验证码').fill(code ?? '')
  await page.screenshot({ path: `${SCREENSHOTS}/portrait-mail-code.png` })
  await sheet.getByRole('button', { name: '发送照片' }).click()
  await expect(page.getByText('照片已发送到 zhang@example.org')).toBeVisible()
  expect((await letters())[0]).toContain('portrait.jpg')
})

/** An administrator says how approved portraits are sent by mail. */
async function decideLetters(page: Page, how: string): Promise<void> {
  await enter(page, await member('administrator', '邮件管理员'), '/organisation')
  const centre = page.getByRole('region', { name: '采集中心' })
  await centre.getByRole('button', { name: '修改' }).click()
  await page.getByRole('dialog').getByLabel('审核通过的照片发到邮箱').selectOption({ label: how })
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(centre).toContainText(how)
  await page.context().clearCookies()
}

/** The page of a link, in both themes. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${theme}.png` })
    expect.soft(await gravest(page), `what axe finds serious in the ${theme} theme`).toEqual([])
  }
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overhang, 'pixels that do not fit the width of the phone').toBeLessThanOrEqual(0)
}

test('a letter with a link gives the portrait out once, and says so afterwards', async ({ page, browser, service, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  const student = await approved('by-link', '链接采集')
  const context = await browser.newContext({ ...DESK, locale: 'zh-CN' })
  const desk = await context.newPage()
  await decideLetters(desk, '一次性下载链接，72 小时有效')
  try {
    await alreadyUsed(page, student)
    await page.goto(`pages/result/result?degree=${student.degree}`)
    await page.getByRole('button', { name: '发送到邮箱' }).click()
    const form = new AppPage(page)
    const sheet = page.getByRole('alertdialog')
    await form.field('邮箱地址').fill('li@example.org')
    await sheet.getByRole('button', { name: '获取验证码' }).click()
    await expect(sheet.getByText('验证码已发送到 li@example.org')).toBeVisible()
    const [code] = /\d{6}/.exec(String((await lettersTo('l***@example.org'))[0])) ?? []
    await form.field('邮箱验证码').fill(code ?? '')
    await sheet.getByRole('button', { name: '发送照片' }).click()
    await expect(page.getByText('照片已发送到 li@example.org')).toBeVisible()
  } finally {
    await decideLetters(desk, '照片作为附件')
    await context.close()
  }
  const [path] = /\/p\/[\w-]+/.exec(String((await lettersTo('l***@example.org'))[0])) ?? []
  const link = `${service.url}${path ?? '/no-link'}`

  // Looked at as often as one likes; the button uses it up.
  for (const visit of ['first', 'second']) {
    await page.goto(link)
    await expect(page.getByRole('heading', { name: '你的毕业证照片' }), visit).toBeVisible()
  }
  await looksRight(page, 'letter-page')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /下载照片/ }).click()])
  expect(saved.suggestedFilename()).toBe('portrait.jpg')
  expect(readFileSync(await saved.path()).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  await page.goto(link)
  await page.getByRole('button', { name: /下载照片/ }).click()
  await expect(page.getByRole('heading', { name: '这个链接已经用过或已过期' })).toBeVisible()
  await looksRight(page, 'letter-over')
})
