/**
 * Photos decided by keyboard, as fast as they can be looked at. How long it takes from the key to the next picture on the
 * screen is measured in the page and said, not asserted: it is the machine's. Beside other tests a dozen are enough: as many
 * students at one address use up what the service gives an address. `CAIXIANG_TEST_PHOTOS=100`, alone, is the whole of it.
 */
import type { Page } from '@playwright/test'

import { expect, test } from '../support/phone'
import { runningService } from '../support/service'
import { enter, looksRight, member } from '../support/staff'
import { Student } from '../support/student'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

const PHOTOS = Number(process.env['CAIXIANG_TEST_PHOTOS'] ?? '12')

/** As many as the machine checks at a time. */
const AT_ONCE = 3

/** Every so many is rejected. */
const REJECTED = 10

/** A glance: nothing is decided in less. */
const GLANCE_MS = 260

/** How many students are tried for one photo. A check that a busy machine breaks off is another test's business. */
const TRIES = 4

async function submitted(tries = TRIES): Promise<void> {
  const student = await (await new Student().signIn()).agree()
  await student.bind(runningService().batches.hundred)
  try {
    await student.submit('photo-good.jpg')
  } catch (error) {
    if (tries === 1) throw error
    await submitted(tries - 1)
  }
}

async function submitAll(): Promise<void> {
  let left = PHOTOS
  const hand = async () => {
    while (left > 0) {
      left -= 1
      await submitted()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
}

/** Notes in the page when a key was pressed, and when the next picture was painted after it. */
async function watchPaints(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const taken: number[] = []
    Object.assign(window, { caixiangPaints: taken })
    const front = () => document.querySelector('.pair img')?.getAttribute('src') ?? ''
    document.addEventListener('keydown', (event) => {
      if (!['KeyJ', 'KeyR'].includes(event.code)) return
      const [before, pressedMs] = [front(), performance.now()]
      const look = () => {
        const now = front()
        const picture = document.querySelector<HTMLImageElement>('.pair img')
        if (now === before || now === '' || picture?.complete !== true) requestAnimationFrame(look)
        // After the frame in which it stands there, it has been painted.
        else requestAnimationFrame(() => setTimeout(() => taken.push(performance.now() - pressedMs)))
      }
      requestAnimationFrame(look)
    }, { capture: true })
  })
}

test('photos are decided by keyboard, one after the other', async ({ page, watch }) => {
  test.setTimeout(30 * 60_000)
  watch.expectStatus(401)
  await submitAll()
  await watchPaints(page)
  const { batches } = runningService()
  const reviewer = await member('centre-reviewer', '百张审核员')
  await enter(page, reviewer, `/review/desk?batch=${batches.hundred}`)

  // While nobody sits there no photo is in the page, and the desk is there again afterwards.
  const portrait = page.getByRole('img', { name: /^成片/ })
  await expect(portrait).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('xzsd')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: '工作台已锁定' })).toBeVisible()
  expect(await page.locator('.desk, .pair').count()).toBe(0)
  await page.getByLabel('密码').fill(reviewer.password)
  await page.keyboard.press('Enter')

  const pace = page.locator('.pace')
  const beganMs = Date.now()
  for (let decided = 0; decided < PHOTOS; decided += 1) {
    await expect(portrait).toBeVisible()
    await page.waitForTimeout(GLANCE_MS)
    if (decided % REJECTED === REJECTED - 1) {
      await page.keyboard.press('2')
      await page.keyboard.press('r')
    } else {
      await page.keyboard.press('j')
    }
    await expect(pace).toContainText(`本次 ${String(decided + 1)}`)
  }
  await expect(page.getByRole('heading', { name: '都看完了' })).toBeVisible()
  const seconds = (Date.now() - beganMs) / 1000

  const taken = await page.evaluate(() => (window as unknown as { caixiangPaints: number[] }).caixiangPaints)
  const sorted = [...taken].sort((one, other) => one - other)
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0]
  console.log(
    `${String(PHOTOS)} photos in ${seconds.toFixed(0)} s; decision to next picture painted: ` +
      `median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms, of ${String(taken.length)}`,
  )
  expect(taken.length).toBeGreaterThan(PHOTOS / 2)

  // All have arrived, none twice: the service counts them.
  await page.goto(`${runningService().url}/console/figures?days=1`)
  const own = page.getByRole('row').filter({ hasText: '百张审核员' })
  const rejected = Math.floor(PHOTOS / REJECTED)
  await expect(async () => {
    await page.getByRole('button', { name: '刷新' }).click()
    const counts = ['百张审核员', String(PHOTOS), String(PHOTOS - rejected), String(rejected)]
    await expect(own.getByRole('cell')).toContainText(counts, { timeout: 5_000 })
  }).toPass({ timeout: 120_000 })
  await looksRight(page, 'figures')
})
