/** Reviewers at their desk: by keyboard alone, and at the same time as others. */
import type { Page } from '@playwright/test'

import { gravest } from '../support/axe'
import { expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { runningService } from '../support/service'
import { Student } from '../support/student'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

// Both take what waits in one batch.
test.describe.configure({ mode: 'serial' })

async function submitted(file: string): Promise<Student> {
  const student = await (await new Student().signIn()).agree()
  return (await student.bind(runningService().batches.review)).submit(file)
}

/** Somebody new who reviews, at an address of the console. */
async function reviewer(page: Page, name: string, path: string): Promise<void> {
  const { operator, url, batches } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  const login = `reviewer-${String(Date.now())}`
  const named = ['--name', name, '--login', login, '--role', 'centre-reviewer']
  const [made] = await operator.admin('create-staff', '--centre', String(centre?.['centre']), ...named)
  await page.goto(`${url}/console${path}${path.includes('?') ? '&' : '?'}batch=${batches.review}`)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(String(made?.['password']))
  await page.keyboard.press('Enter')
}

const desk = (page: Page) => page.locator('.desk')
const strip = (page: Page) => page.getByRole('region', { name: '最近的决定' })
const portrait = (page: Page) => page.getByRole('img', { name: /^成片/ })

const original = (page: Page) => page.getByRole('img', { name: /^原图/ })

/** Presses a key once the photo in front is there to be looked at, before and after. */
async function press(page: Page, key: string): Promise<void> {
  await expect(original(page)).toBeVisible()
  await expect(portrait(page)).toBeVisible()
  await page.waitForTimeout(400)
  await page.keyboard.press(key)
}

test('several photos are decided by keyboard, with two reasons and an undo', async ({ page, watch }) => {
  test.setTimeout(240_000)
  watch.expectStatus(401)
  const doubted = await submitted('photo-fringe.jpg')
  const good = await submitted('photo-good.jpg')
  const another = await submitted('photo-another.jpg')

  await reviewer(page, '键盘审核员', '/review')
  await expect(page.getByRole('row').filter({ hasText: '10576' })).toHaveCount(3)
  await looksRight(page, 'queue')
  await page.getByRole('link', { name: '开始审核' }).press('Enter')

  // What is doubted comes first, with its words, its figures and its place.
  await expect(page.getByText('头发可能遮住了眉毛')).toBeVisible()
  await expect(page.getByText('学生看过后仍提交')).toBeVisible()
  await expect(desk(page)).toContainText('手里 1 / 3')
  await expect(portrait(page)).toBeVisible()
  await expect(original(page)).toBeVisible()
  await looksRight(page, 'desk')

  await press(page, '2')
  await page.keyboard.press('3')
  await page.keyboard.press('r')
  await expect(strip(page)).toContainText('退回：已记录')
  // Nobody learns of it while it can be taken back.
  expect((await doubted.view()).state).toBe('awaiting-review')
  await page.keyboard.press('u')
  await expect(page.getByText('已撤销，照片回到审核台')).toBeVisible()
  await expect(page.getByText('头发可能遮住了眉毛')).toBeVisible()
  await press(page, '2')
  await page.keyboard.press('3')
  await page.keyboard.press('r')
  await expect(strip(page).getByRole('listitem').filter({ hasText: '已记录' })).toHaveCount(1)

  // A key that is held down decides one photo.
  await expect(desk(page)).toContainText('手里 1 / 2')
  await expect(portrait(page)).toBeVisible()
  await page.waitForTimeout(400)
  await page.keyboard.down('j')
  for (let repeat = 0; repeat < 5; repeat += 1) {
    await page.waitForTimeout(120)
    await page.keyboard.down('j')
  }
  await page.keyboard.up('j')
  await expect(desk(page)).toContainText('手里 1 / 1')

  // Reasons that are chosen keep an approval from slipping through.
  await press(page, '1')
  await page.keyboard.press('Enter')
  await expect(page.getByText('已选退回原因')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '都看完了' })).toBeVisible()
  await expect(desk(page)).toContainText('本次 3')

  const state = async (student: Student) => (await student.view()).state
  await expect.poll(() => state(doubted), { timeout: 90_000 }).toBe('rejected')
  await expect.poll(() => state(good), { timeout: 60_000 }).toBe('approved')
  await expect.poll(() => state(another), { timeout: 60_000 }).toBe('approved')
  expect(JSON.stringify(await doubted.view())).toMatch(/"O03"[^]*"O04"/)
})

test('whoever comes late is told who has the photo, or what became of it', async ({ page, browser, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401, 409)
  const student = await submitted('photo-good.jpg')
  await reviewer(page, '先到的审核员', '/review/desk')
  await expect(portrait(page)).toBeVisible()

  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  const other = await context.newPage()
  await reviewer(other, '后到的审核员', '/review')
  await expect(other.getByRole('row').filter({ hasText: '先到的审核员' })).toHaveCount(1)
  const { url, batches } = runningService()
  await other.goto(`${url}/console/review/desk?batch=${batches.review}&first=${student.submission}`)
  await expect(other.getByText('先到的审核员 正在审核这张照片')).toBeVisible()
  await expect(other.getByRole('heading', { name: '都看完了' })).toBeVisible()
  await context.close()

  await student.withdraw()
  await press(page, 'j')
  await expect(strip(page)).toContainText('没有生效：学生撤回了这张照片')
  await expect(page.getByRole('alert')).toContainText('学生撤回了这张照片')
  await expect(desk(page)).toContainText('本次 0')
})

test('two reviewers and a withdrawal at one photo: there is one outcome, and each is told the same', async ({ page, browser, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401, 409)
  const student = await submitted('photo-good.jpg')
  await reviewer(page, '第一位审核员', '/review/desk')
  await expect(portrait(page)).toBeVisible()

  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  const other = await context.newPage()
  await reviewer(other, '第二位审核员', '/review')
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/decision', async (route) => {
    await held
    await route.continue()
  })
  // The first one has decided, and the network is slow: the service has heard of nothing yet.
  await press(page, 'j')
  const { url, batches } = runningService()
  await other.goto(`${url}/console/review/desk?batch=${batches.review}&first=${student.submission}`)
  await expect(other.getByText('第一位审核员 正在审核这张照片')).toBeVisible()
  await student.withdraw()
  await other.reload()
  // Nothing is offered to the second one any more, and no word says that it was decided.
  await expect(other.getByRole('heading', { name: '都看完了' })).toBeVisible()
  await expect(other.getByText('学生撤回了这张照片').first()).toBeVisible()
  letGo()
  await expect(strip(page)).toContainText('没有生效：学生撤回了这张照片')
  await expect(page.getByRole('alert')).toContainText('学生撤回了这张照片')
  await expect(desk(page)).toContainText('本次 0')
  await context.close()
  expect((await student.view()).state).toBe('withdrawn')
})

test('without a network decisions wait, also through a reload, and arrive once', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  watch.expectLostConnection()
  await submitted('photo-good.jpg')
  await submitted('photo-another.jpg')
  await reviewer(page, '断网的审核员', '/review/desk')
  await expect(desk(page)).toContainText('手里 1 / 2')
  const sent: (string | undefined)[] = []
  let isLost = true
  await page.route('**/decision', async (route) => {
    sent.push(route.request().headers()['idempotency-key'])
    await (isLost ? route.abort('connectionfailed') : route.continue())
  })
  await press(page, 'j')
  await expect(page.getByText('1 个决定在等待网络')).toBeVisible()
  await press(page, 'j')
  await expect(page.getByText('2 个决定在等待网络')).toBeVisible()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(page.getByText('2 个决定在等待网络')).toBeVisible()
  isLost = false
  await expect(strip(page).getByRole('listitem').filter({ hasText: /已记录|已生效/ })).toHaveCount(2, { timeout: 60_000 })
  expect(new Set(sent).size, 'each decision has one key').toBe(2)
})

/** Pictures for a person to look at, and what axe finds. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${SCREENSHOTS}/review-${name}-${theme}.png`, animations: 'disabled' })
    expect.soft(await gravest(page), `what axe finds serious in the ${theme} theme`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 820, height: 1180 })
  await page.screenshot({ path: `${SCREENSHOTS}/review-${name}-tablet.png`, animations: 'disabled' })
  await page.setViewportSize({ width: 1280, height: 800 })
}

test('keys are changed, a key that is taken is told, and a reload keeps the choice', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  await reviewer(page, '换键审核员', '/review/desk')
  await expect(page.getByRole('heading', { name: '都看完了' })).toBeVisible()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: '快捷键' })
  await help.getByRole('button', { name: /^通过/ }).press('Enter')
  await page.keyboard.press('k')
  await expect(help.getByRole('button', { name: /^通过.*: K$/ })).toBeVisible()
  await help.getByRole('button', { name: /^通过/ }).press('Enter')
  await page.keyboard.press('s')
  await expect(help).toContainText('S 已经用于“跳过，放回队列”')
  await looksRight(page, 'keys')
  await help.getByRole('button', { name: '互换' }).press('Enter')
  await expect(help.getByRole('button', { name: /^跳过.*: K$/ })).toBeVisible()
  await help.getByRole('button', { name: /^退回|^按所选原因退回/ }).press('Enter')
  await page.keyboard.press('1')
  await expect(help).toContainText('这个键不能用')
  await page.keyboard.press('Escape')
  await expect(help).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()

  await page.reload()
  await page.getByRole('button', { name: /快捷键/ }).click()
  await expect(help.getByRole('button', { name: /^通过.*: S$/ })).toBeVisible()
  await help.getByRole('button', { name: '恢复默认按键' }).click()
  await expect(help.getByRole('button', { name: /^通过.*: J$/ })).toBeVisible()
})
