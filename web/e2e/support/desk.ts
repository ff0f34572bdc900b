/** Staff at a desk: somebody new with a role, signed in at a page of the console, and how the page looks. */
import type { Page } from '@playwright/test'

import { gravest } from './axe'
import { expect } from './phone'
import { SCREENSHOTS } from './places'
import { runningService } from './service'

/** What a desk has in place of a phone. */
export const DESK = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 }

let made = 0

/** Makes somebody with a role, at the command line. */
export async function colleague(name: string, role: string): Promise<{ readonly login: string; readonly password: string }> {
  const { operator } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  made += 1
  const login = `desk-${String(Date.now())}-${String(made)}`
  const named = ['--name', name, '--login', login, '--role', role]
  const [member] = await operator.admin('create-staff', '--centre', String(centre?.['centre']), ...named)
  return { login, password: String(member?.['password']) }
}

/** Signs in at a page of the console. */
export async function signInAt(page: Page, path: string, { login, password }: { readonly login: string; readonly password: string }): Promise<void> {
  await page.goto(`${runningService().url}/console${path}`)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

/** Pictures for a person to look at, in both themes, in English and on a tablet; and what axe finds. */
export async function looksRight(page: Page, name: string): Promise<void> {
  const shot = (kind: string) => page.screenshot({ path: `${SCREENSHOTS}/${name}-${kind}.png`, animations: 'disabled' })
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await shot(theme)
    expect.soft(await gravest(page), `what axe finds serious in the ${theme} theme`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 820, height: 1180 })
  await shot('tablet')
  await page.setViewportSize(DESK.viewport)
}
