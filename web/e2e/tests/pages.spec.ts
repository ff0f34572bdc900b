/**
 * Every page in every state, in both themes, both languages and large type: what axe finds serious in either theme,
 * what does not fit the width of the phone, and what it looks like.
 */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { played } from '../support/cast'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { VIEWS, addressOf, pagesOfApp } from '../support/views'

const LOOKS = [
  // Both themes; for axe there is no difference between languages.
  { name: 'light-zh', colorScheme: 'light', language: 'zh', isLarge: false, isForAxe: true },
  { name: 'dark-en', colorScheme: 'dark', language: 'en', isLarge: false, isForAxe: true },
  { name: 'dark-zh-large', colorScheme: 'dark', language: 'zh', isLarge: true, isForAxe: false },
  { name: 'light-en-large', colorScheme: 'light', language: 'en', isLarge: true, isForAxe: false },
] as const

test('no page of the app is forgotten here', () => {
  const seen = VIEWS.map(({ path }) => path.split('?')[0])
  expect(pagesOfApp().filter((page) => !seen.includes(page))).toEqual([])
})

for (const look of LOOKS) {
  test.describe(look.name, () => {
    // What moves is half transparent for a while, which axe would take for a lack of contrast.
    test.use({ colorScheme: look.colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    for (const view of VIEWS) {
      test(view.name, async ({ page, watch }) => {
        watch.expectStatus(...(view.statuses ?? []))
        const student = view.role === undefined ? undefined : await played(view.role)
        await alreadyUsed(page, student, look)
        await page.goto(addressOf(view, student))
        await view.first?.(page)
        await expect(page.locator('body')).toContainText(view.shows)
        await page.waitForLoadState('networkidle')
        await screenshot(page, `${SCREENSHOTS}/${view.name}-${look.name}.png`)
        if (look.isForAxe) expect(await gravest(page), 'what axe finds serious').toEqual([])
        const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overhang, 'pixels that do not fit the width of the phone').toBeLessThanOrEqual(0)
      })
    }
  })
}

/** The whole page. As high a phone as the page is long: in a higher picture alone, bars would lie across it. */
async function screenshot(page: Page, path: string): Promise<void> {
  const phone = page.viewportSize() ?? { width: 375, height: 812 }
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (height > phone.height) await page.setViewportSize({ ...phone, height })
  await page.screenshot({ path, animations: 'disabled' })
  await page.setViewportSize(phone)
}

/** What axe calls serious or critical, each with its element and what would help. */
async function gravest(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  )
}
