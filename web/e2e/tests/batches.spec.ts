/** An operator runs a batch: made in the wizard, opened, found by a student, paused, resumed; two operators at once. */
import type { Page } from '@playwright/test'

import { colleague, DESK, looksRight, signInAt } from '../support/desk'
import { expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { runningService } from '../support/service'
import { SCHOOL } from '../world/collection.js'

test.use(DESK)

/** What the student's app reads of a batch. */
async function acceptanceOf(code: string): Promise<string> {
  const answer = await fetch(`${runningService().url}/api/v1/batches/by-code/${code}`)
  const found = (await answer.json()) as { acceptance?: string; code?: string }
  return found.acceptance ?? found.code ?? ''
}

/** Today's date in China, at an hour. */
function today(time: string, days = 0): string {
  const inChina = new Date(Date.now() + (24 * days + 8) * 60 * 60 * 1000)
  return `${inChina.toISOString().slice(0, 10)}T${time}`
}

/** Answers the question that a step asks. */
async function confirm(page: Page, verb: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: verb, exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('a batch is made, opened, found by its code, paused and resumed', async ({ page, browser, watch }) => {
  test.setTimeout(360_000)
  watch.expectStatus(401)
  await signInAt(page, '/', await colleague('李操作', 'operator'))
  await expect(page.getByRole('heading', { name: '今天要做的' })).toBeVisible()
  await looksRight(page, 'rooms-today')
  await page.getByRole('main').getByRole('link', { name: /^批次/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'J9VG24' })).toBeVisible()
  await looksRight(page, 'rooms-batches')

  // Nothing is sent before it is complete; what is missing takes the focus.
  await page.getByRole('link', { name: '新建批次' }).click()
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('请填写批次名称。')).toBeVisible()
  await expect(page.getByLabel('批次名称')).toBeFocused()
  const slug = `wizard-${String(Date.now()).slice(-9)}`
  await page.getByLabel('批次名称').fill('2027年6月毕业生图像采集')
  await page.getByLabel('链接结尾').fill('open-2024')
  await page.getByRole('textbox', { name: '学校' }).fill('韶关')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '添加一行' }).click()
  await page.getByLabel('入学年份').fill('2024')
  await page.getByLabel('层次').fill('专升本')
  await page.getByLabel('毕业年月').fill('2027-06')
  await page.getByLabel('开始时间').fill(today('00:00'))
  await page.getByLabel('截止时间').fill(today('18:00', 20))
  await page.getByLabel('费用', { exact: true }).fill('30.5')
  // The template fills an empty notice at once, from the form; what was typed is replaced only when asked, and comes back.
  const notice = page.getByLabel('采集须知（中文）')
  await page.getByRole('button', { name: '用模板' }).press('Enter')
  await expect(notice).toHaveValue(/每人 30\.50 元/)
  await expect(page.getByLabel('采集须知（英文）')).toHaveValue(/beauty mode/)
  await page.getByRole('button', { name: '撤销填入' }).press('Enter')
  await expect(notice).toHaveValue('')
  await notice.fill('请带学生证。')
  await page.getByRole('button', { name: '用模板' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '替换' }).press('Enter')
  await expect(notice).toHaveValue(/美颜/)
  await looksRight(page, 'rooms-template')
  await page.getByRole('button', { name: '撤销填入' }).press('Enter')
  await expect(notice).toHaveValue('请带学生证。')

  // What a student will see first is there while one types.
  const preview = page.getByRole('complementary', { name: '学生看到的第一页' })
  await expect(preview).toContainText('韶关学院')
  await expect(preview).toContainText('正在采集')
  await expect(preview).toContainText('24级专升本')
  await expect(preview).toContainText('¥30.50')
  await expect(preview).toContainText('请带学生证。')
  await preview.getByText('English').click()
  await expect(preview).toContainText('with the camera of a phone')
  await preview.getByText('中文').click()
  const poster = page.getByRole('region', { name: '海报预览' })
  for (const part of ['韶关学院', '¥30.50', '18:00 止', '二维码保存后生成', '提交审核，结果会通知你']) await expect(poster).toContainText(part)
  await looksRight(page, 'rooms-wizard')

  // A link that another batch has is told at its field.
  watch.expectStatus(409)
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('这个链接已被使用')).toBeVisible()
  await page.getByLabel('链接结尾').fill(slug)
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已保存，学生还看不到')).toBeVisible()
  const code = await page.locator('strong.code').innerText()
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
  watch.expectStatus(404)
  expect(await acceptanceOf(code)).toBe('not-found')
  await looksRight(page, 'rooms-draft')

  await confirm(page, '开放')
  await expect(page.getByText('进行中')).toBeVisible()
  await expect(page.getByText('草稿已保存，学生还看不到')).toHaveCount(0)
  expect(await acceptanceOf(code)).toBe('open')
  await confirm(page, '暂停')
  await expect(page.getByText('已暂停').first()).toBeVisible()
  expect(await acceptanceOf(code)).toBe('paused')

  // A pause is taken back within seconds, without another question.
  await page.getByRole('button', { name: /撤销/ }).click()
  await expect(page.getByRole('main').getByRole('button', { name: '暂停', exact: true })).toBeVisible()
  expect(await acceptanceOf(code)).toBe('open')
  await confirm(page, '暂停')
  await expect(page.getByText('已暂停').first()).toBeVisible()
  await looksRight(page, 'rooms-paused')

  // A student who comes by the poster reads so.
  const context = await browser.newContext({ viewport: { width: 375, height: 812 }, locale: 'zh-CN' })
  const phone = await context.newPage()
  await phone.goto(`${runningService().url}/b/${slug}?code=${code}`)
  await expect(phone.getByText('采集中心暂停了这个批次的采集').first()).toBeVisible()
  await phone.screenshot({ path: `${SCREENSHOTS}/rooms-student-paused.png` })

  await confirm(page, '恢复')
  expect(await acceptanceOf(code)).toBe('open')
  await phone.reload()
  await expect(phone.getByText('正在采集').first()).toBeVisible()
  await context.close()

  // The closing time is moved without the whole form; the code and the opening stay.
  await page.getByRole('button', { name: '延长' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '再加 7 天' }).click()
  await page.getByRole('button', { name: '保存截止时间' }).click()
  await expect(page.getByText('截止时间已改').first()).toBeVisible()
  await page.getByRole('link', { name: '修改' }).click()
  await expect(page.getByLabel('开始时间')).toBeDisabled()
  await expect(page.getByRole('textbox', { name: '特征码' })).toHaveValue(code)
})

test('what two operators change at once is told, put together and saved', async ({ page, browser, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401, 412)
  const slug = `both-${String(Date.now()).slice(-9)}`
  const { operator } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  const [made] = await operator.admin(
    'create-batch', '--centre', String(centre?.['centre']), '--slug', slug, '--name', '两人同时修改',
    '--opens', today('').slice(0, 10), '--closes', today('', 9).slice(0, 10), '--school', SCHOOL, '--capture', 'album',
  )
  const path = `/batches/${String(made?.['batch'])}`
  await signInAt(page, `${path}/edit`, await colleague('先来的', 'operator'))
  await page.getByLabel('批次名称').fill('先来的改了名')

  const context = await browser.newContext({ viewport: DESK.viewport, locale: 'zh-CN' })
  const other = await context.newPage()
  await signInAt(other, `${path}/edit`, await colleague('后来的', 'operator'))
  await other.getByLabel('可提交次数').fill('5')
  await other.getByLabel('批次名称').fill('后来的也改了名')
  await other.getByRole('button', { name: '保存修改' }).click()
  await expect(other.getByText('已保存')).toBeVisible()
  await context.close()

  await page.getByRole('button', { name: '保存修改' }).click()
  const conflict = page.getByRole('alert').filter({ hasText: '刚被别人改过' })
  await expect(conflict).toContainText('可提交次数')
  await expect(conflict).toContainText('后来的也改了名')
  await expect(conflict).toContainText('你也改了')
  await looksRight(page, 'rooms-conflict')
  await conflict.getByRole('button', { name: '保留我的修改，其余用最新的' }).click()
  await expect(page.getByLabel('可提交次数')).toHaveValue('5')
  await page.getByRole('button', { name: '保存修改' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '先来的改了名' })).toBeVisible()

  // Leaving with something unsaved asks first.
  await page.getByRole('link', { name: '修改' }).click()
  await page.getByLabel('批次名称').fill('没有保存')
  await page.getByRole('button', { name: '不保存' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '离开' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '先来的改了名' })).toBeVisible()
})
