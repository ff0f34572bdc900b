/** A school's officer with a whole school: 5 000 rows of GBK with errors are checked, mended, imported, and whoever is missing goes out. */
import { readFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { gbkOf } from '../support/gbk'
import { expect, test } from '../support/phone'
import { runningService } from '../support/service'
import { enter, looksRight, member } from '../support/staff'
import { SCHOOL } from '../world/collection.js'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

const STUDENTS = 5_000

/** Rows with an error; the header is the first line of the file. */
const WRONG = [
  { row: 101, number: '2.20401E+10', code: 'number-destroyed' },
  { row: 2_500, number: '', code: 'number-missing' },
  { row: 4_999, number: '2204#01', code: 'number-invalid' },
] as const

const COLLEGES = ['文学院', '教育学院', '计算机学院', '医学院', '体育学院']

function numberOf(at: number): string {
  return String(22_050_100_000 + at)
}

/** The roster, with or without its errors. */
function roster(isMended: boolean): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: STUDENTS }, (_, at) => {
    const wrong = isMended ? undefined : WRONG.find(({ row }) => row === at + 2)
    const college = COLLEGES[at % COLLEGES.length] ?? ''
    return [wrong?.number ?? numberOf(at), college, `${String((at % 20) + 1)}班`, '专升本', '2022', '2025-01'].join(',')
  })
  const text = ['学号,学院,班级,层次,年级,毕业时间', ...rows].join('\r\n')
  return { name: '名单.csv', mimeType: 'text/csv', buffer: gbkOf(text) }
}

async function officer(page: Page): Promise<void> {
  const { operator, batches } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  const schools = await operator.admin('list', 'schools', '--centre', String(centre?.['centre']))
  const school = schools.find(({ code }) => code === SCHOOL)?.['school']
  await enter(page, await member(`school-officer:${String(school)}`, '全校名单老师'), `/school/roster?batch=${batches.roster}`)
}

test('5 000 rows with errors are mended and imported, and the file of the missing has them all, once a second person agrees', async ({ page, browser, watch }) => {
  test.setTimeout(600_000)
  // The long list is refused first.
  watch.expectStatus(401, 409)
  await officer(page)
  await expect(page.getByLabel('学校')).toHaveValue(SCHOOL)
  await page.getByLabel('名单文件').setInputFiles(roster(false))
  const findings = page.getByRole('region', { name: '需要修改' })
  for (const { row, code } of WRONG) {
    const line = findings.getByRole('row').filter({ hasText: `A${String(row)}` }).filter({ hasText: code })
    await expect(line).toBeVisible({ timeout: 60_000 })
  }
  await expect(page.getByRole('button', { name: '导入', exact: true })).toBeDisabled()
  const [told] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载标注后的表格' }).click()])
  expect(told.suggestedFilename()).toBe('名单-标注.xlsx')
  await looksRight(page, 'roster-large-wrong')

  await page.getByLabel('名单文件').setInputFiles(roster(true))
  await expect(page.getByText('没有错误，可以导入。')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '导入', exact: true }).press('Enter')
  await expect(page.getByRole('dialog')).toContainText(`新增${String(STUDENTS)}`)
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).press('Enter')
  await expect(page.getByText('名单已导入')).toBeVisible({ timeout: 120_000 })
  await page.getByRole('link', { name: '查看采集进度' }).click()
  for (const college of COLLEGES) await expect(page.getByRole('row').filter({ hasText: college })).toContainText('1000')
  await looksRight(page, 'roster-large-progress')

  await page.getByRole('main').getByRole('link', { name: '学生名单' }).click()
  // Which of them come first is not told: all were entered in the same moment.
  await expect(page.getByRole('cell', { name: /^2205\d{7}$/ }).first()).toBeVisible()
  // So many are not one person's to take out.
  await page.getByRole('button', { name: '下载 CSV' }).click()
  const dialog = page.getByRole('dialog', { name: '申请导出名单' })
  await dialog.getByRole('button', { name: '申请' }).click()
  await expect(dialog.getByText('请选择用途')).toBeVisible()
  await dialog.getByLabel('催学生采集').check()
  await looksRight(page, 'exports-ask')
  await dialog.getByRole('button', { name: '申请' }).click()
  await expect(page.getByText('已申请。')).toBeVisible()
  // Short lists come at once.
  await page.getByRole('combobox', { name: '状态' }).selectOption({ label: '已通过' })
  const [book] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载表格' }).click()])
  expect(book.suggestedFilename()).toMatch(/已通过\.xlsx$/)
  expect(readFileSync(await book.path()).subarray(0, 2).toString()).toBe('PK')

  const desk = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  const colleague = await desk.newPage()
  await enter(colleague, await member('operator', '名单复核人'), '/exports')
  const waiting = colleague.getByRole('row').filter({ hasText: '全校名单老师' })
  await expect(waiting).toContainText(String(STUDENTS))
  await looksRight(colleague, 'exports-waiting')
  await waiting.getByRole('button', { name: '同意', exact: true }).click()
  await colleague.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
  await expect(waiting).toContainText('已做好', { timeout: 60_000 })
  await expect(waiting.getByRole('button', { name: '下载' })).toHaveCount(0)
  await desk.close()

  const list = page.url()
  await page.goto(`${runningService().url}/console/exports`)
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载' }).click()])
  expect(saved.suggestedFilename()).toMatch(/\.csv$/)
  await looksRight(page, 'exports-own')
  const bytes = readFileSync(await saved.path())
  // Spreadsheet programs take a file without this mark for one of their own country.
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [, ...lines] = bytes.toString('utf8').trim().split(/\r?\n/)
  expect(lines).toHaveLength(STUDENTS)
  const missing = new Set(lines.flatMap((line) => /\d{11}/.exec(line)?.[0] ?? []))
  expect(missing.size).toBe(STUDENTS)
  expect(lines.every((line) => line.includes('未开始'))).toBe(true)

  await page.goto(list)
  await page.getByRole('main').getByRole('link', { name: /进度/ }).click()
  await page.getByRole('link', { name: '导入名单' }).click()
  await undo(page, 0)
  await looksRight(page, 'roster-taken-back')
  await undo(page, STUDENTS)
})

/** Takes the last import back, after which so many students are on the roster. */
async function undo(page: Page, students: number): Promise<void> {
  await page.getByRole('button', { name: '撤销最近一次导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click()
  await expect(page.getByText(`已撤销，名单恢复为 ${String(students)}`)).toBeVisible({ timeout: 60_000 })
}
