/**
 * Every page in every state, in both themes, both languages and large type: what axe finds serious in either theme,
 * what does not fit the width of the phone, and what it looks like.
 */
import type { Page } from '@playwright/test'

import { gravest } from '../support/axe'
import { played } from '../support/cast'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { VIEWS, addressOf, pagesOfApp } from '../support/views'

const SETTINGS = [
  { name: 'zh', language: 'zh', isLarge: false },
  { name: 'en-large', language: 'en', isLarge: true },
] as const

const THEMES = ['light', 'dark'] as const

// What moves is half transparent for a while, which axe would take for a lack of contrast.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('no page of the app is forgotten here', () => {
  const seen = VIEWS.map(({ path }) => path.split('?')[0])
  expect(pagesOfApp().filter((page) => !seen.includes(page))).toEqual([])
})

for (const view of VIEWS) {
  test(view.name, async ({ page, watch }) => {
    watch.expectStatus(...(view.statuses ?? []))
    const student = view.role === undefined ? undefined : await played(view.role)
    for (const settings of SETTINGS) {
      await page.emulateMedia({ colorScheme: 'light' })
      await alreadyUsed(page, student, settings)
      await page.goto(addressOf(view, student))
      await view.first?.(page)
      await expect(page.locator('body')).toContainText(view.shows)
      await page.waitForLoadState('networkidle')
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme })
        await screenshot(page, `${SCREENSHOTS}/${view.name}-${theme}-${settings.name}.png`)
        // For axe there is no difference between languages.
        const found = settings.language === 'zh' ? await gravest(page) : []
        expect.soft(found, `what axe finds serious in the ${theme} theme`).toEqual([])
      }
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overhang, 'pixels that do not fit the width of the phone').toBeLessThanOrEqual(0)
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
