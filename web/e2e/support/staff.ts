/** Members of staff at their desks: made at the command line, signed in by hand. */
import { createHmac } from 'node:crypto'

import type { Page } from '@playwright/test'

import { gravest } from './axe'
import { expect } from './phone'
import { SCREENSHOTS } from './places'
import { runningService } from './service'

/** What a desk has in place of a phone. */
export const DESK = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 }

/** What somebody types at the door. */
export interface Member {
  readonly login: string
  readonly password: string
  readonly name: string
}

let made = 0

/** Makes somebody new of the centre. */
export async function member(role: string, name = '示范人员'): Promise<Member> {
  const { operator } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  made += 1
  const login = `${role.split(':')[0] ?? ''}-${String(process.pid)}-${String(made)}`
  const given = ['--name', name, '--login', login, '--role', role]
  const [staff] = await operator.admin('create-staff', '--centre', String(centre?.['centre']), ...given)
  return { login, password: String(staff?.['password']), name }
}

/** Opens a page of the console as nobody yet, and signs in there. */
export async function enter(page: Page, { login, password }: Member, path: string): Promise<void> {
  await page.goto(`${runningService().url}/console${path}`)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '登录工作台' })).toHaveCount(0)
}

/** Pictures of a page for a person to look at, in both themes, both languages and on a tablet; and what axe finds. */
export async function looksRight(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  const shoot = async (as: string) => {
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${as}.png`, animations: 'disabled' })
  }
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await shoot(theme)
    expect.soft(await gravest(page), `what axe finds serious in the ${theme} theme`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  // By the script: what lies over the page keeps the button from people, not from the page's own language.
  const other = page.locator('header button[lang="en"], .look button[lang="en"]')
  if ((await other.count()) > 0) {
    await other.first().dispatchEvent('click')
    await shoot('en')
    await page.locator('header button[lang="zh-CN"], .look button[lang="zh-CN"]').first().dispatchEvent('click')
  }
  await page.setViewportSize({ width: 820, height: 1180 })
  await shoot('tablet')
  if (size !== null) await page.setViewportSize(size)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an authenticator app shows now (RFC 6238), or so many steps of half a minute later. */
export function codeOf(secret: string, later = 0): string {
  const bits = Array.from(secret).map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later))
  const digest = createHmac('sha1', key).update(step).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
