/** An operator at a desk: signs in, and reads out the code that a student waits for. */
import { gravest } from '../support/axe'
import { expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import type { runningService } from '../support/service'
import { someone } from '../support/student'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

test('a code is read out of the outbox', async ({ page, service, watch }) => {
  // Whether somebody is signed in, the console asks the service.
  watch.expectStatus(401)
  const { login, password } = await staff(service)
  const { phone } = someone()
  await ask(service.url, phone)
  const code = await service.operator.codeFor(phone)

  await page.goto(`${service.url}/console/outbox`)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill('wrong')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('textbox', { name: '密码' }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()

  await expect(page.getByRole('heading', { level: 1, name: '发件箱' })).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: phone.slice(-4) })
  await expect(row).toContainText(code)
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${SCREENSHOTS}/console-outbox-${theme}.png`, animations: 'disabled' })
    expect.soft(await gravest(page), `what axe finds serious in the ${theme} theme`).toEqual([])
  }

  // The next one comes by itself.
  const next = someone()
  await ask(service.url, next.phone)
  await expect(page.getByRole('row').filter({ hasText: next.phone.slice(-4) })).toBeVisible()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '登录工作台' })).toBeVisible()
})

test('the outbox is not for reviewers', async ({ page, service, watch }) => {
  watch.expectStatus(401)
  const { login, password } = await staff(service, 'centre-reviewer')
  await page.goto(`${service.url}/console/outbox`)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '这个页面不在你的职责内' })).toBeVisible()
})

/** Somebody new of the centre. */
async function staff({ operator }: ReturnType<typeof runningService>, role = 'operator'): Promise<{ login: string; password: string }> {
  const [centre] = await operator.admin('list', 'centres')
  const login = `desk-${role}-${String(Date.now())}`
  const named = ['--name', '示范人员', '--login', login, '--role', role]
  const [made] = await operator.admin('create-staff', '--centre', String(centre?.['centre']), ...named)
  return { login, password: String(made?.['password']) }
}

/** A student asks for a code. */
async function ask(url: string, phone: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/sign-in/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone }),
  })
  expect(answer.status).toBe(202)
}
