/**
 * One batch from the wizard to the replaced photo: the operator makes it and prints its poster, a student comes by what the poster says and
 * is approved, the photo is replaced with a second person's consent, and a limit is tightened after the preview.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Page } from '@playwright/test'

import { dayFromNow } from '../support/ownBatch'
import { expect, test } from '../support/phone'
import { drawn } from '../support/places'
import { runningService } from '../support/service'
import { DESK, enter, member } from '../support/staff'
import { Student } from '../support/student'

test.use(DESK)

const END = String(Date.now()).slice(-7)
const NAME = `全程采集 ${END}`

/** A4 in points, as PDF has it. */
const A4_PT = [595, 842] as const

/** The number of pages of a PDF file as our writer lays it out, and the size of a page in points. */
function measured(file: Buffer): { readonly pages: number; readonly size: readonly number[] } {
  const text = file.toString('latin1')
  expect(text.slice(0, 5)).toBe('%PDF-')
  const size = /\/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? []
  return { pages: Number(/\/Type\/Pages\/Count (\d+)/.exec(text)?.[1]), size: size.slice(1).map(Number) }
}

/** What is written in a PDF file, by Poppler; nothing where that is not installed. */
function written(path: string): string | undefined {
  const { CAIXIANG_TEST_PDFTOPPM: program } = process.env
  if (program === undefined) {
    console.log('what the poster says is not read: there is no Poppler')
    return undefined
  }
  return execFileSync(join(dirname(program), 'pdftotext'), [path, '-'], { encoding: 'utf8' })
}

/** Fills the wizard, saves and opens; the id and the feature code of the batch. */
async function makeBatch(page: Page): Promise<{ readonly batch: string; readonly code: string }> {
  await page.getByLabel('批次名称').fill(NAME)
  await page.getByLabel('链接结尾').fill(`chain-${END}`)
  await page.getByRole('textbox', { name: '学校' }).fill('韶关')
  await page.keyboard.press('Enter')
  await page.getByLabel('开始时间').fill(`${dayFromNow(0)}T00:00`)
  await page.getByLabel('截止时间').fill(`${dayFromNow(20)}T18:00`)
  await page.getByRole('button', { name: '用模板' }).press('Enter')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已保存，学生还看不到')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: '开放', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '开放', exact: true }).press('Enter')
  await expect(page.getByText('进行中')).toBeVisible()
  const batch = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  return { batch, code: await page.locator('strong.code').innerText() }
}

/** The photo in front is approved by keyboard, once it is there to be looked at. */
async function approve(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: /^成片/ })).toBeVisible()
  // A key that comes before the picture has been on the screen for a moment decides nothing; there is no other photo that a second one could decide.
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(page.getByRole('region', { name: '最近的决定' })).toContainText('通过 · 已记录', { timeout: 3_000 })
  }).toPass()
}

test('a batch is made, its poster printed, a student approved, the photo replaced by two people, a limit tightened', async ({ page, browser, watch }) => {
  test.setTimeout(600_000)
  watch.expectStatus(401, 404)
  const operator = await member('operator', '全程操作员')
  const reviewer = await member('centre-reviewer', '全程审核员')
  const administrator = await member('administrator', '全程管理员')
  const become = async (who: typeof operator, path: string) => {
    await page.context().clearCookies()
    await enter(page, who, path)
  }

  await enter(page, operator, '/batches/new')
  const { batch, code } = await makeBatch(page)

  // The poster, as it is printed: one page of A4.
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 PDF（打印）' }).click()])
  const path = await file.path()
  const { pages, size } = measured(readFileSync(path))
  expect(pages).toBe(1)
  A4_PT.forEach((side, at) => { expect(size[at]).toBeCloseTo(side, -1) })
  const text = written(path)
  if (text !== undefined) for (const part of [code, '韶关学院', NAME, `/b/chain-${END}`]) expect(text).toContain(part)

  // Where its code leads, a student finds the batch; the photo is submitted and approved.
  const phone = await browser.newContext({ viewport: { width: 375, height: 812 }, locale: 'zh-CN' })
  const app = await phone.newPage()
  await app.goto(`${runningService().url}/b/chain-${END}?code=${code}`)
  await expect(app.getByText('正在采集').first()).toBeVisible()
  await expect(app.getByText('韶关学院').first()).toBeVisible()
  await phone.close()
  const student = await (await new Student().signIn()).agree()
  await (await student.bind(batch, code)).submit('photo-good.jpg')
  await become(reviewer, `/review/desk?batch=${batch}`)
  await approve(page)
  await expect.poll(async () => (await student.view()).state, { timeout: 90_000 }).toBe('approved')
  const { submission } = student

  // The operator asks for another photo in its place, the administrator agrees, and the new one is reviewed.
  await become(operator, `/changes/ask?of=${submission}`)
  await page.getByLabel('误审为通过').check()
  await page.locator('input[type=file]').setInputFiles(drawn('photo-another.jpg'))
  await expect(page.getByRole('radio', { name: /^照片 \d+ · 相册选取/ })).toBeChecked({ timeout: 60_000 })
  await page.getByRole('button', { name: '提出请求' }).press('Enter')
  await expect(page.getByText('已提出，等另一个人答复')).toBeVisible()
  await become(administrator, '/changes')
  await page.getByRole('button', { name: '查看并答复' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).press('Enter')
  await expect(page.getByText('已同意，更改已完成')).toBeVisible()
  expect((await student.view()).state).toBe('awaiting-review')
  await become(reviewer, `/review/desk?batch=${batch}`)
  await approve(page)
  await expect.poll(async () => (await student.view()).state, { timeout: 90_000 }).toBe('approved')

  // Another student waits as the administrator tightens a limit, looks at what that would do, and puts it in force.
  const waiting = await (await new Student().signIn()).agree()
  await (await waiting.bind(batch, code)).submit('photo-good.jpg')
  await become(administrator, '/specs')
  await page.getByRole('button', { name: '起草新标准' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('样本').selectOption('guangdong-2023')
  await dialog.getByLabel('代号').fill(`chain-${END}`)
  await dialog.getByLabel('中文名称').fill('全程标准')
  await dialog.getByLabel('英文名称').fill('Standard of the chain')
  await dialog.getByRole('button', { name: '起草新标准' }).click()
  await page.getByRole('button', { name: '修改', exact: true }).click()
  const rule = page.locator('#rule-eyes-open')
  await rule.getByLabel('低于它不合格').fill('0.6')
  await rule.getByLabel('低于它提醒').fill('0.7')
  await rule.getByLabel('依据').fill('本中心会议')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已保存')).toBeVisible()
  const preview = page.getByRole('region', { name: '启用前预览' })
  await preview.getByLabel('照片').selectOption({ label: NAME })
  await preview.getByRole('button', { name: '预览' }).click()
  await expect(preview).toContainText('合格 → 不合格')
  await page.getByRole('button', { name: '启用…' }).click()
  await dialog.getByLabel(NAME).check()
  await dialog.getByRole('button', { name: '启用…' }).click()
  await expect(page.getByText('已启用', { exact: true })).toBeVisible()
  const shown = async () => JSON.stringify(await waiting.photoView())
  await expect.poll(shown, { timeout: 60_000 }).toMatch(/"rule":"eyes-open"[^}]*"outcome":"fail"/u)
  // What was approved stays approved, and the reviewer sees what the new limit says of the photo that waits.
  expect((await student.view()).state).toBe('approved')
  await become(reviewer, `/review/desk?batch=${batch}`)
  await expect(page.getByRole('complementary', { name: '疑点' })).toContainText('0.6')
})
