/**
 * The browser as a student's phone, watched all the time: an error in its console, a request to
 * another host, or something that the policy of the pages forbids, fails the test that it happened in.
 */
import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { runningService } from './service'
import type { Student } from './student'

/** What a page must not do, and what a test expects it to. */
interface Watch {
  /** Answers with this status, which browsers write into their console, are part of the test. */
  readonly expectStatus: (...statuses: readonly number[]) => void
  /** The connection is going to be lost. */
  readonly expectLostConnection: () => void
}

interface Fixtures {
  readonly service: ReturnType<typeof runningService>
  readonly watch: Watch
}

/** Tests with a phone. */
export const test = base.extend<Fixtures>({
  // Playwright insists on the empty pattern.
  // eslint-disable-next-line no-empty-pattern
  service: async ({}, use) => {
    await use(runningService())
  },
  baseURL: async ({ service }, use) => {
    await use(`${service.url}/m/`)
  },
  watch: [
    async ({ page, service }, use) => {
      const expected: RegExp[] = []
      const seen = await watched(page, service.url)
      await use({
        expectStatus: (...statuses) => {
          expected.push(...statuses.map((status) => new RegExp(`status of ${String(status)}`)))
        },
        expectLostConnection: () => {
          expected.push(/net::ERR_/)
        },
      })
      const wrong = seen.filter((line) => !expected.some((pattern) => pattern.test(line)))
      expect(wrong, 'what the page should not have done').toEqual([])
    },
    { auto: true },
  ],
})

async function watched(page: Page, own: string): Promise<string[]> {
  const seen: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => {
    seen.push(`thrown: ${error.stack ?? error.message}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(`${own}/`)) seen.push(`foreign: ${url}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      console.error(`forbidden by ${violatedDirective}: ${blockedURI} from ${sourceFile}`)
    })
  })
  return seen
}

/** How a student has set the app. */
export interface Settings {
  readonly language?: 'zh' | 'en'
  readonly isLarge?: boolean
}

/** Opens the app as it was left by an earlier visit: signed in, with these settings, and nothing else. */
export async function alreadyUsed(page: Page, student: Student | undefined, settings: Settings = {}): Promise<void> {
  const entries: Record<string, string> = {
    ...(student === undefined ? {} : { session: student.token }),
    ...(settings.language === undefined ? {} : { language: settings.language }),
    ...(settings.isLarge === true ? { 'large-type': JSON.stringify({ type: 'boolean', data: true }) } : {}),
  }
  // A file of the app's host that runs nothing: storage belongs to a host.
  await page.goto(`${runningService().url}/healthz`)
  await page.evaluate((kept) => {
    localStorage.clear()
    sessionStorage.clear()
    for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value)
  }, entries)
}

export { expect }
