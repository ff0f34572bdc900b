/**
 * How a reviewer looks at a photo: before and after in one place, a loupe, lines with their windows, the whole resolution for
 * who zooms in; and the second look at what a colleague has decided.
 */
import type { Locator, Page } from '@playwright/test'

import { ownBatch, submittedTo } from '../support/ownBatch'
import { expect, test } from '../support/phone'
import { DESK, enter, looksRight, member } from '../support/staff'

test.use(DESK)

const portrait = (page: Page) => page.getByRole('img', { name: /^成片/ })

/** The pane of a picture. */
const pane = (page: Page, name: '原图' | '成片') => page.getByRole('figure').filter({ has: page.locator('figcaption', { hasText: name }) })

/** Pixels a side that are looked at: more than the strokes of the viewer's name in them. */
const PATCH = 24

/** Colour of a canvas around a share of its width and height, the middle one of each: red, green, blue. */
async function colourAt(canvas: Locator, x: number, y: number): Promise<readonly number[]> {
  return canvas.evaluate((element, { at, side }) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('not a canvas')
    const [left, top] = [element.width * at.x - side / 2, element.height * at.y - side / 2]
    const { data } = element.getContext('2d')?.getImageData(Math.max(0, left), Math.max(0, top), side, side) ?? { data: [] }
    const middle = (channel: number) => Array.from(data).filter((_, index) => index % 4 === channel).sort((one, other) => one - other)[(side * side) / 2] ?? 0
    return [0, 1, 2].map(middle)
  }, { at: { x, y }, side: PATCH })
}

/** The blue of the portrait's background, which no original has. */
function isPortraitBlue([red = 0, green = 0, blue = 0]: readonly number[]): boolean {
  return blue > 220 && green > 150 && red < 150
}

test('before stands in the place of after while its key is held, under lines that tell their windows', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  const batch = await ownBatch('looks', '看片采集')
  await submittedTo(batch, ['photo-good.jpg'])
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/files/')) asked.push(request.url())
  })
  await enter(page, await member('centre-reviewer', '看片审核员'), `/review/desk?batch=${batch}`)
  await expect(portrait(page)).toBeVisible()
  const after = pane(page, '成片')

  // Held, the original lies where the portrait was; let go, it is gone. Leaving the window lets go, too.
  const before = after.locator('canvas.compared')
  await expect(before).toHaveCount(0)
  await page.keyboard.down('c')
  await expect(before).toBeVisible()
  await expect(after).toContainText('原图')
  expect(isPortraitBlue(await colourAt(before, 0.03, 0.03)), 'the wall of the original, not the blue').toBe(false)
  await looksRight(page, 'looks-before')
  await page.keyboard.up('c')
  await expect(before).toHaveCount(0)
  await page.keyboard.down('c')
  await expect(before).toBeVisible()
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await expect(before).toHaveCount(0)
  await page.keyboard.up('c')

  // Lines with what was measured and what may be.
  const lines = after.locator('svg.guides')
  await expect(lines).toContainText(/头顶 \d+ \(\d+–\d+\)/)
  await expect(lines).toContainText(/眼睛 \d+ \(\d+–\d+\)/)
  await expect(lines.locator('.band')).toHaveCount(2)
  await page.keyboard.press('g')
  await expect(lines).toHaveCount(0)
  await page.keyboard.press('g')
  await expect(lines).toBeVisible()

  // The loupe follows the pointer, over both pictures, and shows what lies there.
  const pointAt = async (share: number): Promise<void> => {
    // Asked for each time: the page may have moved under a screenshot.
    const box = await after.locator('.pane').boundingBox()
    if (box === null) throw new Error('the pane is not there')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * share)
  }
  await page.keyboard.press('l')
  await pointAt(0.45)
  await expect(page.locator('canvas.glass')).toHaveCount(2)
  expect(isPortraitBlue(await colourAt(after.locator('canvas.glass'), 0.5, 0.5)), 'the face').toBe(false)
  await looksRight(page, 'looks-loupe')
  await expect
    .poll(
      async () => {
        await pointAt(0.03)
        return isPortraitBlue(await colourAt(after.locator('canvas.glass'), 0.5, 0.5))
      },
      { message: 'the background' },
    )
    .toBe(true)
  await page.keyboard.press('l')
  await expect(page.locator('canvas.glass')).toHaveCount(0)

  // A smaller view is enough until somebody zooms in; then the whole resolution comes.
  const whole = () => asked.filter((url) => !url.includes('longer_side='))
  const wholeBefore = whole().length
  await page.keyboard.press('z')
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Equal')
  await expect(pane(page, '原图')).toContainText('已放大')
  await expect.poll(() => whole().length).toBeGreaterThan(wholeBefore)
  // Lines stay as thin as they were.
  const drawn = lines.locator('.line').first()
  const widthPx = await drawn.evaluate((line) => {
    const sheet = line.closest('.sheet')
    if (!(sheet instanceof HTMLElement)) throw new Error('the line lies on no sheet')
    return parseFloat(getComputedStyle(line).strokeWidth) * (sheet.getBoundingClientRect().width / sheet.offsetWidth)
  })
  expect(widthPx, 'pixels of the screen').toBeCloseTo(1, 1)
  await looksRight(page, 'looks-zoomed')
})

test('a colleague looks again at what was decided, and both answers are compared', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  const [student] = await submittedTo(await ownBatch('again', '复看采集'), ['photo-good.jpg'])
  if (student === undefined) throw new Error('nobody has submitted')
  await student.decided('approve')
  await enter(page, await member('centre-reviewer', '复看审核员'), '/review')
  await page.getByRole('link', { name: /^复看/ }).press('Enter')
  await expect(page.getByRole('heading', { name: '复看' })).toBeVisible()
  await expect(portrait(page)).toBeVisible()
  // Nothing tells what was decided: one judges for oneself.
  await expect(page.getByRole('main')).not.toContainText(/已通过|已退回/)
  await looksRight(page, 'again')
  await page.keyboard.down('c')
  await expect(page.locator('canvas.compared')).toBeVisible()
  await page.keyboard.up('c')
  await page.waitForTimeout(400)
  await page.keyboard.press('r')
  await expect(page.getByRole('main')).toContainText('本次已复看 1')
  // It says how far people agree, and changes nothing.
  expect((await student.view()).state).toBe('approved')

  await page.context().clearCookies()
  await enter(page, await member('administrator', '看一致性的管理员'), '/figures?days=1')
  await page.getByText('不一致的照片').click()
  await expect(page.getByText(/· 复看审核员 退回/).first()).toBeVisible()
  await looksRight(page, 'again-figures')
})
