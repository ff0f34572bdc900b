/** What goes over a slow network, how often, and when. */
import type { Page, Request } from '@playwright/test'

import { AddDegreePage } from '../pages/addDegree'
import { pick } from '../pages/app'
import { CapturePage } from '../pages/capture'
import { ConsentPage } from '../pages/consent'
import { ResultPage } from '../pages/result'
import { SignInPage } from '../pages/signIn'
import { cardOf } from '../support/card'
import { alreadyUsed, expect, test } from '../support/phone'
import { Student, someone } from '../support/student'
import type { Person } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'

/** A slow mobile network: 1.44 Mbit/s down, 0.675 up, more than half a second there and back. */
const SLOW = { offline: false, latency: 562, downloadThroughput: 1_440_000 / 8, uploadThroughput: 675_000 / 8 }

/** A phone's photo of a screen with the person's code: megabytes of a little noise. */
async function photographed(page: Page, person: Person): Promise<Buffer> {
  const { buffer } = await cardOf(person)
  const base64 = await page.evaluate(async (card) => {
    const code = await createImageBitmap(new Blob([Uint8Array.from(atob(card), (letter) => letter.charCodeAt(0))]))
    const canvas = new OffscreenCanvas(3000, 4000)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('nothing to draw on')
    const noise = context.createImageData(canvas.width, canvas.height)
    for (let at = 0; at < noise.data.length; at += 4) {
      const grey = 190 + ((at * 7919) % 23) + Math.floor(Math.random() * 24)
      noise.data.set([grey, grey, grey, 255], at)
    }
    context.putImageData(noise, 0, 0)
    context.drawImage(code, 900, 1400, 1200, 1200)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })).arrayBuffer())
    let text = ''
    for (let from = 0; from < bytes.length; from += 32_768) text += String.fromCharCode(...bytes.subarray(from, from + 32_768))
    return btoa(text)
  }, buffer.toString('base64'))
  return Buffer.from(base64, 'base64')
}

/** The requests from now on to addresses that end like this. */
function asked(page: Page, method: string, end: RegExp): readonly Request[] {
  const found: Request[] = []
  page.on('request', (request) => {
    if (request.method() === method && end.test(new URL(request.url()).pathname)) found.push(request)
  })
  return found
}

test('the picture of a code goes up once, and small', async ({ page, service, watch }) => {
  watch.expectStatus(401)
  await alreadyUsed(page, undefined)
  const person = someone()
  const adding = new AddDegreePage(page)
  await adding.scan(SLUGS.open, FEATURE_CODE)
  await adding.typeLastFour(person.lastFour)
  const buffer = await photographed(page, person)
  const sent = asked(page, 'POST', /\/degrees$/)
  await pick(page, { name: 'screen.jpg', mimeType: 'image/jpeg', buffer }, () => adding.press('从相册选截图'))
  await new SignInPage(page).signIn(person.phone, service.operator.codeFor)
  await new ConsentPage(page).agree()
  await expect(adding.isItYou).toBeVisible()
  expect(sent).toHaveLength(1)
  // Chromium does not tell the size of a form with files otherwise.
  const bytes = Number(await sent[0]?.headerValue('content-length'))
  const seconds = (bytes * 8) / 675_000
  console.info(
    `A picture of ${String(Math.round(buffer.length / 1024))} KB goes up in ${String(Math.round(bytes / 1024))} KB: ${seconds.toFixed(1)} s at 0.675 Mbit/s`,
  )
  expect(buffer.length).toBeGreaterThan(3_000_000)
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(buffer.length / 3)
})

test('a photo goes up while its student looks at it, and costs a check once it is wanted', async ({ page }) => {
  const student = await (await (await new Student().signIn()).agree()).bind()
  await alreadyUsed(page, student)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  const [capture, result] = [new CapturePage(page), new ResultPage(page)]
  await expect(capture.button('打开取景框拍摄')).toBeVisible()
  const { checks_left: before } = await student.view()
  const [pieces, completed] = [asked(page, 'PUT', /\/parts\/\d+$/), asked(page, 'POST', /\/complete$/)]
  const arrived = async () => {
    const answers = await Promise.all(pieces.map((piece) => piece.response()))
    return answers.filter((answer) => answer?.ok() === true).length
  }
  const shoot = async () => {
    const shutter = capture.button('拍摄')
    await shutter.and(page.locator('[aria-disabled="false"]')).click()
    await expect(capture.button('用这张')).toBeVisible()
  }
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.emulateNetworkConditions', SLOW)

  await capture.press('打开取景框拍摄')
  await shoot()
  await expect.poll(arrived).toBeGreaterThan(0)
  await capture.press('重拍')
  const first = pieces.length
  const began = Date.now()
  await shoot()
  await expect.poll(async () => pieces.length > first && (await arrived()) === pieces.length).toBe(true)
  const ahead = (Date.now() - began) / 1000
  expect(completed, 'nothing was checked yet').toEqual([])
  const pressed = Date.now()
  await capture.press('用这张')
  await expect(result.use).toBeVisible({ timeout: 60_000 })
  const waited = (Date.now() - pressed) / 1000
  console.info(`The pieces took ${ahead.toFixed(1)} s while the photo was looked at; its verdicts came ${waited.toFixed(1)} s after that`)
  expect(completed).toHaveLength(1)
  expect((await student.view()).checks_left).toBe(before - 1)
})
