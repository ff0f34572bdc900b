/** How many times a student has to press something. */
import type { Page } from '@playwright/test'

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

test('fourteen taps from the poster to the submitted photo', async ({ page, service, watch }) => {
  watch.expectStatus(401)
  await alreadyUsed(page, undefined)
  const taps = await countTaps(page)
  const adding = new AddDegreePage(page)
  await adding.scan(SLUGS.open, FEATURE_CODE)
  await adding.press('继续')
  // The keyboard is there: no finger has to find the field.
  await expect(adding.field('后四位')).toBeFocused()
  await adding.field('后四位').fill(lastFourOf(DRAWN, CARD))
  await adding.press('继续')
  await adding.chooseCard(drawn(CARD))
  await expect(adding.field('手机号')).toBeFocused()
  await new SignInPage(page).signIn(someone().phone, service.operator.codeFor)
  await new ConsentPage(page).agree()
  await adding.confirm()
  await pick(page, drawn('photo-good.jpg'), () => adding.press('用手机相机拍摄'))
  await new ResultPage(page).submit()
  const counted = (await taps()) + IN_ALBUM + IN_CAMERA
  console.info(`Taps from the poster to the submitted photo: ${String(counted)}`)
  expect(counted).toBeLessThanOrEqual(14)
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
