/** How many times a student has to press something, and how many screens pass by. */
import type { Locator, Page } from '@playwright/test'

import { AddDegreePage } from '../pages/addDegree'
import { CapturePage } from '../pages/capture'
import { ConsentPage } from '../pages/consent'
import { ResultPage } from '../pages/result'
import { SignInPage } from '../pages/signIn'
import { pick } from '../pages/app'
import { alreadyUsed, expect, test } from '../support/phone'
import { DRAWN, drawn } from '../support/places'
import { Student, someone } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'
import { lastFourOf } from '../world/drawn.js'

const CARD = 'card-second-degree.png'

/** The album's picture and its "done"; the shutter of the phone's camera and its "use". */
const IN_ALBUM = 2
const IN_CAMERA = 2

/** Counts presses on the pages, over all of them. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    document.addEventListener(
      'click',
      ({ isTrusted }) => {
        if (isTrusted) sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps') ?? 0) + 1))
      },
      { capture: true },
    )
  })
  return async () => Number(await page.evaluate(() => sessionStorage.getItem('taps') ?? 0))
}

/** What a student sees on the way, one after the other: a page, or a step of one that takes the whole screen. */
const SCREENS = [
  'the batch',
  'the last four',
  'the code',
  'signing in',
  'consent',
  'the second consent',
  'is it you',
  'taking the photo',
  'the result',
  'submitted',
] as const

test('fourteen taps and ten screens from the poster to the submitted photo', async ({ page, service, watch }) => {
  watch.expectStatus(401)
  await alreadyUsed(page, undefined)
  const taps = await countTaps(page)
  const adding = new AddDegreePage(page)
  const [signIn, consent, result] = [new SignInPage(page), new ConsentPage(page), new ResultPage(page)]
  const seen: (typeof SCREENS)[number][] = []
  /** By what is there now: the page's address alone does not tell its steps. */
  const see = async (screen: (typeof SCREENS)[number], shown: Locator) => {
    await expect(shown, screen).toBeVisible()
    seen.push(screen)
  }

  await adding.scan(SLUGS.open, FEATURE_CODE)
  await see('the batch', adding.featureCode)
  await adding.press('继续')
  // The keyboard is there: no finger has to find the field.
  await expect(adding.field('后四位')).toBeFocused()
  await see('the last four', adding.field('后四位'))
  await adding.field('后四位').fill(lastFourOf(DRAWN, CARD))
  await adding.press('继续')
  await see('the code', adding.button('从相册选截图'))
  await adding.chooseCard(drawn(CARD))
  await expect(adding.field('手机号')).toBeFocused()
  await see('signing in', adding.field('手机号'))
  await signIn.signIn(someone().phone, service.operator.codeFor)
  await see('consent', consent.heading)
  await consent.press('同意')
  await see('the second consent', page.getByText('第 2 项，共 2 项'))
  await consent.press('同意')
  await see('is it you', adding.isItYou)
  await adding.confirm()
  await see('taking the photo', adding.button('用手机相机拍摄'))
  await pick(page, drawn('photo-good.jpg'), () => adding.press('用手机相机拍摄'))
  await see('the result', result.use)
  await result.submit()
  await see('submitted', page.getByRole('heading', { name: '已提交，正在审核' }))

  const counted = (await taps()) + IN_ALBUM + IN_CAMERA
  console.info(`From the poster to the submitted photo: ${String(counted)} taps, ${String(seen.length)} screens`)
  expect(counted).toBeLessThanOrEqual(14)
  // A further screen would leave a step above without its sign, or take a tap more.
  expect(seen).toEqual(SCREENS)
  expect(SCREENS).toHaveLength(10)
})

test('four taps from a failed check to the next photo', async ({ page }) => {
  const student = await (await (await new Student().signIn()).agree()).bind()
  await alreadyUsed(page, student)
  const taps = await countTaps(page)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  const [capture, result] = [new CapturePage(page), new ResultPage(page)]
  await capture.choose(drawn('photo-eyes-closed.jpg'))
  await expect(result.headline.first()).toHaveText('眼睛闭上了或没睁开')
  const before = await taps()
  await result.retake()
  await pick(page, drawn('photo-good.jpg'), () => capture.press('用手机相机拍摄'))
  await expect(result.use).toBeVisible()
  expect((await taps()) - before + IN_CAMERA).toBeLessThanOrEqual(4)
})

test('four taps from a rejection to the next photo', async ({ page }) => {
  const student = await (await (await (await new Student().signIn()).agree()).bind()).submit('photo-good.jpg')
  await student.decided('reject', '--reason', 'P04')
  await alreadyUsed(page, student)
  const taps = await countTaps(page)
  await page.goto('.')
  const capture = new CapturePage(page)
  await capture.press('去重拍')
  await expect(capture.main).toContainText(/闭眼|眯眼|视线/)
  await pick(page, drawn('photo-another.jpg'), () => capture.press('用手机相机拍摄'))
  await expect(new ResultPage(page).use).toBeVisible()
  expect((await taps()) + IN_CAMERA).toBeLessThanOrEqual(4)
})
