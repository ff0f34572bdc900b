/** Photos that cannot be used, and uploads that the network cuts off. */
import { readFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { CapturePage } from '../pages/capture'
import { ResultPage } from '../pages/result'
import { alreadyUsed, expect, test } from '../support/phone'
import { drawn } from '../support/places'
import { Student } from '../support/student'

/** A student whose next step is the photo. */
async function atCapture(page: Page): Promise<CapturePage> {
  const student = await (await (await new Student().signIn()).agree()).bind()
  await alreadyUsed(page, student)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  return new CapturePage(page)
}

test('closed eyes are seen at once, and another photo can be taken', async ({ page }) => {
  const capture = await atCapture(page)
  await capture.choose(drawn('photo-eyes-closed.jpg'))
  const result = new ResultPage(page)
  await expect(result.main).toContainText('眼睛闭上了')
  await expect(result.use).toHaveCount(0)
  await result.retake()
  await capture.choose(drawn('photo-good.jpg'))
  await expect(result.use).toBeVisible()
})

test('faces are found in what the camera shows, in a frame without an origin', async ({ page }) => {
  const capture = await atCapture(page)
  await capture.askForBetterHints()
  await expect(capture.betterHints).toHaveAccessibleName('更准的提示已打开', { timeout: 60_000 })
  const frame = page.frames().find((found) => found.url().endsWith('/face/'))
  expect(await frame?.evaluate(() => self.origin)).toBe('null')
  // On the drawn face there is nothing to put right.
  await expect(page.getByText('可以拍了')).toBeVisible()
})

test('what is no picture is told to be none', async ({ page }) => {
  const capture = await atCapture(page)
  await capture.choose(drawn('not-a-picture.jpg'))
  const result = new ResultPage(page)
  await expect(result.main).toContainText('这个文件不是照片')
  await expect(result.use).toHaveCount(0)
})

test('a doubt has to be looked at before the photo is used', async ({ page }) => {
  const capture = await atCapture(page)
  await capture.choose(drawn('photo-fringe.jpg'))
  const result = new ResultPage(page)
  await expect(result.main).toContainText('头发可能遮住了眉毛')
  await result.use.click()
  await expect(result.refusal).toContainText('请逐条看过后打勾')
  await expect(result.sheet).toHaveCount(0)
})

test('a photo survives a lost connection and goes on from where it stopped', async ({ page, watch }) => {
  watch.expectLostConnection()
  const capture = await atCapture(page)
  let isLost = true
  const arrived: string[] = []
  await page.route('**/captures/*/parts/*', async (route) => {
    const part = route.request().url().split('/').at(-1) ?? ''
    // The first piece is through when the connection goes.
    if (isLost && part !== '0') {
      await route.abort('connectionfailed')
      return
    }
    arrived.push(part)
    await route.continue()
  })
  // The pauses between its tries pass in no time.
  await page.clock.install()
  await capture.choose({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: largePhoto() })
  await expect(capture.progress).toBeVisible()
  await expect(async () => {
    await page.clock.runFor(10_000)
    await expect(capture.kept).toBeVisible({ timeout: 100 })
  }).toPass()
  expect(arrived).toEqual(['0'])
  isLost = false
  await page.clock.resume()
  await capture.goOnSending()
  await expect(new ResultPage(page).use).toBeVisible()
  expect(arrived, 'no piece is sent twice').toEqual([...new Set(arrived)])
  expect(arrived.length, 'the photo has several pieces').toBeGreaterThan(1)
})

/** The good photo with comments in it, so that it is as large as those of real phones. */
function largePhoto(): Buffer {
  const photo = readFileSync(drawn('photo-good.jpg'))
  const length = 60_000
  const comment = Buffer.alloc(length + 2, 0x20)
  comment.writeUInt16BE(0xfffe, 0)
  comment.writeUInt16BE(length, 2)
  return Buffer.concat([photo.subarray(0, 2), ...Array.from({ length: 12 }, () => comment), photo.subarray(2)])
}
