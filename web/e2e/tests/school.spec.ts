/** A school's officer: the roster comes in, mended where a cell is wrong, and whoever is missing goes out as a list. */
import { readFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { gravest } from '../support/axe'
import { gbkOf } from '../support/gbk'
import { expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { runningService } from '../support/service'
import { SCHOOL } from '../world/collection.js'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

function roster(firstNumber: string): { name: string; mimeType: string; buffer: Buffer } {
  const rows = [
    '学号,学院,班级,层次,年级,毕业时间',
    `${firstNumber},文学院,1班,专升本,2022,2025-01`,
    '22040100002,文学院,1班,专升本,2022,2025-01',
    '22040100003,文学院,2班,专升本,2022,2025-01',
  ]
  return { name: 'roster.csv', mimeType: 'text/csv', buffer: gbkOf(rows.join('\r\n')) }
}

/** Somebody new who looks after the first school, at the progress of a batch. */
async function officer(page: Page): Promise<void> {
  const { operator, url, batches } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  const of = ['--centre', String(centre?.['centre'])]
  const schools = await operator.admin('list', 'schools', ...of)
  const school = schools.find(({ code }) => code === SCHOOL)?.['school']
  const login = `officer-${String(Date.now())}`
  const named = ['--name', '名单老师', '--login', login, '--role', `school-officer:${String(school)}`]
  const [made] = await operator.admin('create-staff', ...of, ...named)
  await page.goto(`${url}/console/school?batch=${batches.school}`)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(String(made?.['password']))
  await page.keyboard.press('Enter')
}

test('a roster with a destroyed number is mended and imported, and the missing are listed', async ({ page, watch }) => {
  test.setTimeout(240_000)
  watch.expectStatus(401)
  await officer(page)
  await expect(page.getByText('这个批次还没有名单，也还没有学生开始')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: '导入名单' }).last().click()

  // The only school of the officer is chosen already.
  await expect(page.getByLabel('学校')).toHaveValue(SCHOOL)
  await page.getByLabel('名单文件').setInputFiles(roster('2.20401E+10'))
  const wrong = page.getByRole('region', { name: '需要修改' }).getByRole('row').filter({ hasText: 'number-destroyed' })
  await expect(wrong).toContainText('A2')
  await expect(page.getByRole('button', { name: '导入', exact: true })).toBeDisabled()
  await looksRight(page, 'roster-wrong')

  await page.getByLabel('名单文件').setInputFiles(roster('22040100001'))
  await expect(page.getByText('没有错误，可以导入。')).toBeVisible()
  await page.getByRole('button', { name: '导入', exact: true }).press('Enter')
  await expect(page.getByRole('dialog')).toContainText('新增3')
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).press('Enter')
  await expect(page.getByText('名单已导入')).toBeVisible()
  await page.getByRole('link', { name: '查看采集进度' }).click()

  // A single college is open at once; the arrow keys close and open it.
  await expect(page.getByRole('row').filter({ hasText: '1班' })).toContainText('2')
  const college = page.getByRole('button', { name: '文学院' })
  await college.press('ArrowLeft')
  await expect(page.getByRole('row').filter({ hasText: '1班' })).toHaveCount(0)
  await college.press('ArrowRight')
  await looksRight(page, 'progress')

  await page.getByRole('link', { name: '名单 1班' }).click()
  await expect(page.getByRole('cell', { name: '22040100003' })).toHaveCount(0)
  await page.getByRole('button', { name: '不限学院和班级' }).click()
  await expect(page.getByRole('cell', { name: '22040100003' })).toBeVisible()
  await looksRight(page, 'students')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 CSV' }).click()])
  expect(saved.suggestedFilename()).toBe('2024年5月毕业生图像采集-未开始.csv')
  const lines = readFileSync(await saved.path(), 'utf8').trim().split(/\r?\n/)
  expect(lines).toHaveLength(4)
  for (const number of ['22040100001', '22040100002', '22040100003']) {
    expect(lines.filter((line) => line.includes(number) && line.includes('未开始'))).toHaveLength(1)
  }
})

/** Pictures for a person to look at, and what axe finds. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${SCREENSHOTS}/school-${name}-${theme}.png`, animations: 'disabled' })
    expect.soft(await gravest(page), `what axe finds serious in the ${theme} theme`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 820, height: 1180 })
  await page.screenshot({ path: `${SCREENSHOTS}/school-${name}-tablet.png`, animations: 'disabled' })
  await page.setViewportSize({ width: 1280, height: 800 })
}
