/** Small phones and large letters: the one thing to do is on the screen, and what is wrong is said first. */
import type { Locator, Page } from '@playwright/test'

import { AppPage } from '../pages/app'
import { HomePage } from '../pages/home'
import { ResultPage } from '../pages/result'
import { played } from '../support/cast'
import { dayFromNow } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { Student } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'

const SMALL = { width: 360, height: 640 }

test.use({ viewport: SMALL })

const BATCH = `pages/add-degree/add-degree?link=${SLUGS.open}&code=${FEATURE_CODE}`

/** The page on top, and its button. */
async function isInView(page: Page, name: string): Promise<void> {
  const button = new AppPage(page).button(name).last()
  await expect(button).toBeVisible()
  await expect(button, `${name} without scrolling`).toBeInViewport({ ratio: 1 })
}

for (const isLarge of [false, true]) {
  const kind = isLarge ? 'large letters' : 'usual letters'

  test(`the main button is on the screen of a small phone, with ${kind}`, async ({ page }) => {
    const [bound, checked, stopped, newcomer] = await Promise.all([played('bound'), played('checked'), played('stopped'), played('newcomer')])
    await alreadyUsed(page, bound, { isLarge })
    await page.goto(BATCH)
    await isInView(page, '继续')
    await new AppPage(page).press('继续')
    await new AppPage(page).field('后四位').fill('002X')
    await isInView(page, '继续')
    await new AppPage(page).press('继续')
    await isInView(page, '从相册选截图')
    await page.goto(`pages/capture/capture?degree=${bound.degree}`)
    await isInView(page, '用手机相机拍摄')
    await page.screenshot({ path: `${SCREENSHOTS}/small-capture-${String(isLarge)}.png` })

    await alreadyUsed(page, checked, { isLarge })
    await page.goto(`pages/result/result?degree=${checked.degree}&photo=${checked.shown}`)
    await isInView(page, '使用这张')
    await page.screenshot({ path: `${SCREENSHOTS}/small-result-${String(isLarge)}.png` })

    await alreadyUsed(page, stopped, { isLarge })
    await page.goto(`pages/result/result?degree=${stopped.degree}&photo=${stopped.shown}`)
    await isInView(page, '重拍')
    // What is wrong is the headline, and on the screen with the button.
    const headline = new ResultPage(page).headline.first()
    await expect(headline).toHaveText('眼睛闭上了或没睁开')
    await expect(headline).toBeInViewport({ ratio: 1 })
    await page.screenshot({ path: `${SCREENSHOTS}/small-stopped-${String(isLarge)}.png` })

    await alreadyUsed(page, newcomer, { isLarge })
    await page.goto('pages/consent/consent?needed=1')
    await isInView(page, '同意')
    await page.screenshot({ path: `${SCREENSHOTS}/small-consent-${String(isLarge)}.png` })
  })
}

test('letters are those of the phone, in both languages', async ({ page }) => {
  for (const language of ['zh', 'en'] as const) {
    await alreadyUsed(page, undefined, { language })
    await page.goto('.')
    const faces = await page.evaluate(() =>
      ['body', 'uni-page-body', 'uni-button', '.title', '.uni-page-head__title'].map((place) => {
        const found = document.querySelector(place)
        return found === null ? place : getComputedStyle(found).fontFamily
      }),
    )
    for (const face of faces) expect(face).toMatch(/^system-ui/)
  }
})

test('an address that is no page leads to the start', async ({ page }) => {
  await alreadyUsed(page, undefined)
  await page.goto('pages/nowhere/nowhere')
  await expect(new HomePage(page).button(/^登录/)).toBeVisible()
})

test('a poster of a collection that is over says so once, with one button', async ({ page, watch }) => {
  watch.expectStatus(404)
  await alreadyUsed(page, undefined)
  await page.goto(`/b/${SLUGS.over}?code=EK43`)
  const adding = new AppPage(page)
  await expect(adding.main).toContainText('已经结束')
  await expect(adding.main).not.toContainText('还没有找到')
  await expect(adding.button('按地区单独采集')).toHaveCount(1)
  await expect(adding.button('核对特征码')).toHaveCount(0)
})

test("a poster's code is still there after starting over", async ({ page }) => {
  await alreadyUsed(page, undefined)
  await page.goto(BATCH)
  const adding = new AppPage(page)
  await adding.press('继续')
  await expect(adding.field('后四位')).toBeVisible()
  await page.reload()
  await adding.press('重新开始')
  await expect(adding.field('特征码')).toHaveValue(FEATURE_CODE)
  await expect(adding.button('继续')).toBeVisible()
})

test('a booked time in the studio stands on the start page', async ({ page }) => {
  const student = await played('alone')
  await alreadyUsed(page, student)
  await page.goto(`pages/appointments/appointments?degree=${student.degree}`)
  const book = new AppPage(page)
  await page.getByRole('radio').first().click()
  await book.press(/预约|确认/)
  // To go on before the answer would take the question back.
  await expect(page.getByRole('article', { name: '我的预约' })).toBeVisible()
  await page.goto('.')
  await expect(new HomePage(page).degree()).toContainText(/已预约 .*09:00/)
})

test('of many days in the studio the next one is cut by a fade, which is gone at the end', async ({ page, service }) => {
  const { admin } = service.operator
  const [centre] = await admin('list', 'centres')
  const of = ['--centre', String(centre?.['centre'])]
  const slug = `week-${String(process.pid)}`
  const [region] = await admin('create-region', ...of, '--name', '一周', '--slug', `${slug}-region`)
  const place = ['--region', String(region?.['region'])]
  const window = ['--opens', dayFromNow(-2), '--closes', dayFromNow(20), '--open', '--capture', 'onsite']
  const [batch] = await admin('create-batch', ...of, '--slug', slug, '--name', '一周影棚采集', ...place, ...window)
  const [studio] = await admin('create-studio', ...place, '--name', '一周影棚', '--address', '示范路 7 号')
  for (let day = 1; day <= 7; day += 1) {
    await admin('create-slots', '--studio', String(studio?.['studio']), '--date', dayFromNow(day), '--from', '09:00', '--until', '10:00')
  }
  const student = await (await (await new Student().signIn()).agree()).bind(String(batch?.['batch']))
  for (const isLarge of [false, true]) {
    await alreadyUsed(page, student, { isLarge })
    await page.goto(`pages/appointments/appointments?degree=${student.degree}`)
    const days = page.getByRole('tab')
    await expect(days).toHaveCount(7)
    const fade = page.locator('.fade')
    const row = await boxOf(page.locator('.days'))
    const end = row.x + row.width
    const boxes = await Promise.all(Array.from({ length: 7 }, (_, at) => boxOf(days.nth(at))))
    const cut = boxes.find(({ x, width }) => x < end && x + width > end)
    expect(cut, 'a day that is cut by the edge').toBeDefined()
    expect(end - (cut?.x ?? end), 'pixels of it that are seen').toBeGreaterThan(16)
    const over = await boxOf(fade)
    expect(Math.abs(over.x + over.width - end), 'the fade lies at the edge').toBeLessThan(4)
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await page.screenshot({ path: `${SCREENSHOTS}/days-${theme}-${String(isLarge)}.png` })
    }
    // Scrolls the row as far as it goes: the last day is whole, and nothing lies on it.
    await fade.evaluate((element) => {
      for (let box = element.parentElement; box !== null; box = box.parentElement) box.scrollLeft = box.scrollWidth
    })
    const [last, rest] = [await boxOf(days.nth(6)), await boxOf(fade)]
    expect(last.x + last.width).toBeLessThanOrEqual(rest.x + 1)
    expect(last.x + last.width).toBeLessThanOrEqual(end)
  }
})

async function boxOf(place: Locator): Promise<{ readonly x: number; readonly width: number }> {
  const box = await place.boundingBox()
  if (box === null) throw new Error('it is not on the page')
  return box
}

test('the sheet of a withdrawal says how often, and until when', async ({ page }) => {
  const student = await played('inReview')
  await alreadyUsed(page, student)
  const home = new HomePage(page)
  await home.open()
  await home.press('撤回，重新拍')
  await expect(page.getByRole('alertdialog')).toContainText(/还可提交 \d+ 次，请在 .* 前完成/)
})

test('the viewfinder does not say that all is well while nobody was seen', async ({ page }) => {
  const student = await played('bound')
  await alreadyUsed(page, student)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  await new AppPage(page).press('打开取景框拍摄')
  await expect(page.locator('#shutter[aria-disabled="false"]')).toBeVisible()
  // Pixels alone find nothing against the drawn photo, and know of no face.
  await expect(page.getByText('把头放进轮廓')).toBeVisible()
  await expect(page.getByText('可以拍了')).toHaveCount(0)
})
