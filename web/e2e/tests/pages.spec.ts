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

/** 200 % of a phone of 375 × 812: the page has half as many pixels of its own. */
const ENLARGED = { width: 188, height: 406 }

/** The button that leads on, where a view has one that is pressed first of all. */
const LEADS_ON: Readonly<Record<string, RegExp>> = {
  'home-welcome': /^登录/,
  'home-photo': /去拍照/,
  'home-rejected': /去重拍/,
  'sign-in': /获取验证码/,
  consent: /^同意/,
  'add-degree-batch': /^继续/,
  'add-degree-is-it-you': /是我，继续/,
  capture: /用手机相机拍摄/,
  'result-good': /使用这张/,
  'result-submit': /提交审核/,
  'result-stopped': /^重拍/,
  appointments: /预约这个时间/,
  pay: /支付 ¥/,
  contact: /^发送/,
  addresses: /添加地址/,
  phone: /获取验证码/,
}

test.describe('enlarged to 200 %', () => {
  test.use({ viewport: ENLARGED })

  for (const view of VIEWS) {
    test(`${view.name} fits, and its button is reached`, async ({ page, watch }) => {
      watch.expectStatus(...(view.statuses ?? []))
      const student = view.role === undefined ? undefined : await played(view.role)
      await alreadyUsed(page, student)
      await page.goto(addressOf(view, student))
      await view.first?.(page)
      await expect(page.locator('body')).toContainText(view.shows)
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overhang, 'pixels that do not fit the width').toBeLessThanOrEqual(0)
      await page.screenshot({ path: `${SCREENSHOTS}/${view.name}-enlarged.png`, animations: 'disabled' })
      const { [view.name]: name } = LEADS_ON
      if (name === undefined) return
      const button = page.getByRole('button', { name }).last()
      await button.scrollIntoViewIfNeeded()
      await expect(button).toBeInViewport({ ratio: 1 })
      const box = await button.boundingBox()
      expect(box?.width ?? Infinity, 'the width of the button').toBeLessThanOrEqual(ENLARGED.width)
    })
  }

  test('every button named here belongs to a view', () => {
    const names = VIEWS.map(({ name }) => name)
    expect(Object.keys(LEADS_ON).filter((name) => !names.includes(name))).toEqual([])
  })
})

/** The whole page. As high a phone as the page is long: in a higher picture alone, bars would lie across it. */
async function screenshot(page: Page, path: string): Promise<void> {
  const phone = page.viewportSize() ?? { width: 375, height: 812 }
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (height > phone.height) await page.setViewportSize({ ...phone, height })
  await page.screenshot({ path, animations: 'disabled' })
  await page.setViewportSize(phone)
}
