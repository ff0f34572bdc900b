/** A reviewer approves photos without any doubt together: a sample one by one, the others at a glance, by keyboard. */
import type { Page } from '@playwright/test'

import { submittedTo, ownBatch } from '../support/ownBatch'
import { expect, test } from '../support/phone'
import { runningService } from '../support/service'
import { enter, looksRight, member } from '../support/staff'
import type { Student } from '../support/student'
import { season } from '../world/seasoned.js'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

/** Somebody new who reviews, where a batch is approved together. */
async function reviewer(page: Page, name: string, batch: string): Promise<void> {
  await enter(page, await member('centre-reviewer', name), `/review/together?batch=${batch}`)
}

/** Decides the photo in front, once it is there to be looked at. */
async function press(page: Page, key: string): Promise<void> {
  await expect(page.getByRole('img', { name: /^原图/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /^成片/ })).toBeVisible()
  await page.waitForTimeout(400)
  await page.keyboard.press(key)
}

async function approved(students: readonly Student[]): Promise<number> {
  const views = await Promise.all(students.map((student) => student.view()))
  return views.filter(({ state }) => state === 'approved').length
}

test('a sample is decided one by one, the others are approved together with one left out, and undone', async ({ page, watch }) => {
  test.setTimeout(600_000)
  watch.expectStatus(401)
  const batch = await ownBatch('together-2024', '2024年8月一起通过')
  const students = await submittedTo(batch, Array.from({ length: 10 }, () => 'photo-good.jpg'))
  await reviewer(page, '成组审核员', batch)
  // Young accounts and typed codes speak for a second look: nothing fits, and the page says why.
  await expect(page.getByRole('heading', { name: '现在没有可以一起通过的照片' })).toBeVisible()
  await expect(page.getByText('采集码没有图片、新账号')).toBeVisible()
  await looksRight(page, 'together-nothing')

  await season(runningService().folder, batch)
  await page.getByRole('link', { name: '回到队列' }).click()
  await page.getByRole('link', { name: /^一起通过/ }).press('Enter')
  const head = page.getByRole('main')
  await expect(head).toContainText('样本 5 张，已通过 0 张')
  await expect(head).toContainText('剩余时间 14:')
  await expect(page.getByRole('img', { name: /^成片/ })).toBeVisible()
  await looksRight(page, 'together-sample')
  for (const done of [1, 2, 3, 4]) {
    await press(page, 'j')
    await expect(head).toContainText(`样本 5 张，已通过 ${String(done)} 张`)
  }
  await press(page, 'j')

  // The others: arrows move, the space bar leaves one out, Enter enlarges.
  const group = page.getByRole('region', { name: '其余照片' })
  const tiles = group.getByRole('checkbox')
  await expect(tiles).toHaveCount(5)
  await expect(tiles.first()).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(tiles.nth(1)).toHaveAttribute('aria-checked', 'false')
  await expect(group).toContainText('将通过 4 张，留出 1 张')
  await page.keyboard.press('Enter')
  const enlarged = page.getByRole('dialog', { name: /2 \/ 5/ })
  await expect(enlarged.getByRole('img')).toHaveCount(2)
  await looksRight(page, 'together-enlarged')
  await page.keyboard.press('Escape')
  await expect(tiles.nth(1)).toBeFocused()
  await expect(group.getByRole('button', { name: /^通过 4 张/ })).toBeEnabled()
  await looksRight(page, 'together-rest')
  await page.keyboard.press('j')

  // The number is typed.
  const dialog = page.getByRole('dialog', { name: '通过 4 张？' })
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('张数不对')).toBeVisible()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('4')
  await looksRight(page, 'together-confirm')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '4 张已记录为通过' })).toBeVisible()
  await expect(page.getByRole('button', { name: /撤销（\d+ 秒）/ })).toBeVisible()
  await page.keyboard.press('u')
  await expect(page.getByRole('heading', { name: '已撤销 4 张' })).toBeVisible()
  await looksRight(page, 'together-undone')

  // What came back, and what was left out, is another set: small enough to be all sample.
  await page.getByRole('button', { name: '再取一组' }).click()
  await expect(head).toContainText('样本 5 张，已通过 0 张')
  await expect(page.getByRole('img', { name: /^成片/ })).toBeVisible()
  for (const done of [1, 2, 3, 4]) {
    await press(page, 'j')
    // Nothing is decided while its picture is on the way.
    await expect(head).toContainText(`样本 5 张，已通过 ${String(done)} 张`)
  }
  await press(page, 'j')
  await expect(page.getByRole('heading', { name: '这一组都通过了' })).toBeVisible()
  await expect.poll(() => approved(students), { timeout: 120_000 }).toBe(10)
})

test('one rejected of the sample sends the others back to be decided one by one', async ({ page, watch }) => {
  test.setTimeout(600_000)
  watch.expectStatus(401)
  const batch = await ownBatch('together-2025', '2025年8月一起通过')
  const students = await submittedTo(batch, Array.from({ length: 7 }, () => 'photo-good.jpg'))
  await season(runningService().folder, batch)
  await reviewer(page, '退回审核员', batch)
  await expect(page.getByRole('main')).toContainText('样本 5 张，已通过 0 张')
  await press(page, '1')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: '样本里有一张被退回' })).toBeVisible()
  await looksRight(page, 'together-rejected')
  // The wrong key: the photo is back on the desk.
  await page.keyboard.press('u')
  await expect(page.getByRole('main')).toContainText('样本 5 张，已通过 0 张')
  await press(page, '1')
  await page.keyboard.press('r')
  await page.getByRole('button', { name: '去审核台逐张审核' }).click()
  await expect(page.locator('.desk')).toContainText('手里 1 / 6')
  // All that were in hand with the set are free for colleagues again, but for what is at this desk.
  const views = await Promise.all(students.map((student) => student.view()))
  expect(views.filter(({ state }) => state === 'awaiting-review').length).toBeGreaterThanOrEqual(6)
})
