/** How much has to arrive before a student sees the first page, and before the console asks who is there. */
import type { Page } from '@playwright/test'

import { AddDegreePage } from '../pages/addDegree'
import { alreadyUsed, expect, test } from '../support/phone'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'

const MOST_BYTES = 400 * 1024

/** What fits a packet or so is not worth compressing; `compress.mjs` draws the line. */
const SMALL_BYTES = 1024

/** What has arrived, as it went over the wire. */
interface Arrived {
  readonly name: string
  readonly bytes: number
  readonly encoding: string
}

/** Writes down what arrives from now on; the answer has it so far. */
function arriving(page: Page): () => Promise<readonly Arrived[]> {
  const reading: Promise<Arrived>[] = []
  page.on('requestfinished', (request) => {
    const read = async () => {
      const [{ responseBodySize: bytes }, response] = await Promise.all([request.sizes(), request.response()])
      const encoding = (await response?.headerValue('content-encoding')) ?? 'plain'
      return { name: new URL(request.url()).pathname, bytes, encoding }
    }
    if (request.url().startsWith('http')) reading.push(read())
  })
  return () => Promise.all([...reading])
}

function bytesOf(files: readonly Arrived[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}

function listed(files: readonly Arrived[]): string {
  const lines = [...files].sort((one, other) => other.bytes - one.bytes)
  return lines.map(({ name, bytes, encoding }) => `${String(bytes).padStart(8)} ${encoding.padEnd(5)} ${name}`).join('\n')
}

test('whoever works here finds the console from the first page', async ({ page, watch }) => {
  watch.expectStatus(401)
  await page.goto('/')
  await page.getByRole('link', { name: '工作人员请点这里' }).click()
  await expect(page).toHaveURL(/\/console\//)
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
})

test('the first page needs at most 400 KB', async ({ page }) => {
  const arrived = arriving(page)
  await page.goto('.')
  await expect(page.getByRole('main')).toBeVisible()
  await page.waitForLoadState('networkidle')
  const files = await arrived()
  console.info(`First load: ${(bytesOf(files) / 1024).toFixed(0)} KB in ${String(files.length)} files\n${listed(files)}`)
  expect(bytesOf(files)).toBeLessThanOrEqual(MOST_BYTES)
  const texts = files.filter(({ name, bytes }) => /\.(?:css|js|svg)$/.test(name) && bytes > SMALL_BYTES)
  expect(texts.filter(({ encoding }) => encoding === 'plain'), 'what is large and no picture is compressed').toEqual([])
})

/** A slow mobile network: 1.44 Mbit/s down, 0.675 up, more than half a second there and back. */
const SLOW = { offline: false, latency: 562, downloadThroughput: 1_440_000 / 8, uploadThroughput: 675_000 / 8 }

/**
 * Each costs a share of a round trip: what was measured (9 requests, 163 KB, 3.4 s) and little more. How long all take
 * depends on the machine, so seconds are only printed.
 */
const MOST_REQUESTS = 12
const MOST_POSTER_BYTES = 180 * 1024

/** A slow network takes what it takes. */
const PATIENCE_MS = 60_000

test("the poster's link on a slow network: batch and button come with few requests and bytes", async ({ page }) => {
  await alreadyUsed(page, undefined)
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })
  await network.send('Network.emulateNetworkConditions', SLOW)
  const arrived = arriving(page)
  const began = Date.now()
  const adding = new AddDegreePage(page)
  await page.goto(`/b/${SLUGS.open}?code=${FEATURE_CODE}`, { waitUntil: 'commit', timeout: PATIENCE_MS })
  await expect(adding.button('继续')).toBeVisible({ timeout: PATIENCE_MS })
  await expect(adding.main).toContainText('正在采集')
  await expect(adding.main).toContainText('2024年1月毕业生图像采集')
  const seconds = (Date.now() - began) / 1000
  const files = await arrived()
  const sums = `${String(files.length)} requests, ${(bytesOf(files) / 1024).toFixed(0)} KB`
  console.info(`The poster's link at 1.44 Mbit/s and 562 ms is usable after ${seconds.toFixed(1)} s: ${sums}\n${listed(files)}`)
  expect(files.filter(({ name }) => name.startsWith('/api/')).map(({ name }) => name)).toEqual([`/api/v1/links/${SLUGS.open}`])
  expect(files.length).toBeLessThanOrEqual(MOST_REQUESTS)
  expect(bytesOf(files)).toBeLessThanOrEqual(MOST_POSTER_BYTES)
  expect(files.filter(({ name }) => name.endsWith('.css'))).toHaveLength(1)
})

const CONSOLE_BYTES = 300 * 1024

test('the console shows its door after less than 300 KB', async ({ page, service, watch }) => {
  // Whether somebody is signed in, the console asks the service.
  watch.expectStatus(401)
  const arrived = arriving(page)
  await page.goto(`${service.url}/console/`)
  await expect(page.getByRole('heading', { level: 1, name: '登录工作台' })).toBeVisible()
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  const files = await arrived()
  console.info(`The console's door: ${(bytesOf(files) / 1024).toFixed(0)} KB in ${String(files.length)} files\n${listed(files)}`)
  expect(bytesOf(files)).toBeLessThan(CONSOLE_BYTES)
})
