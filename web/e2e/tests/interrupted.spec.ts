/**
 * The whole way, disturbed at every step: the page is loaded anew, the phone has closed the tab and restores it, the network is gone
 * when the button is pressed. Nothing that was done is asked for again, and nothing is done twice.
 */
import type { BrowserContext, Page } from '@playwright/test'

import { AddDegreePage } from '../pages/addDegree'
import { AppPage, pick } from '../pages/app'
import { ConsentPage } from '../pages/consent'
import { HomePage } from '../pages/home'
import { ResultPage } from '../pages/result'
import { cardOf } from '../support/card'
import { alreadyUsed, expect, test } from '../support/phone'
import { drawn } from '../support/places'
import { someone } from '../support/student'
import type { Person } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'

interface Way {
  readonly person: Person
  readonly codeFor: (phone: string) => Promise<string>
}

/** A step: what the page shows when it is reached, and what the student does there. */
interface Step {
  readonly name: string
  readonly reached: (page: Page) => Promise<void>
  readonly act: (page: Page, way: Way) => Promise<void>
  /** What is left to do where the first part of it stands. */
  readonly again?: (page: Page) => Promise<void>
  /** The service is asked at once: without a network something is said. */
  readonly asks?: boolean
  /** Where nobody has pressed a button that could be pressed again, it goes on by itself once the network is back. */
  readonly pressed?: 'nothing'
}

const STEPS: readonly Step[] = [
  {
    name: 'the batch',
    reached: async (page) => {
      await expect(new AddDegreePage(page).featureCode).toHaveValue(FEATURE_CODE)
      await expect(page.locator('body')).toContainText('正在采集')
    },
    act: (page) => new AppPage(page).press('继续'),
  },
  {
    name: 'the last four',
    reached: (page) => expect(new AppPage(page).field('后四位')).toBeVisible(),
    act: async (page, { person }) => {
      await new AppPage(page).field('后四位').fill(person.lastFour)
      await new AppPage(page).press('继续')
    },
  },
  {
    name: 'the code picture',
    reached: (page) => expect(new AppPage(page).button('从相册选截图')).toBeVisible(),
    act: async (page, { person }) => {
      await pick(page, await cardOf(person), () => new AppPage(page).press('从相册选截图'))
    },
  },
  {
    name: 'the number',
    reached: (page) => expect(new AppPage(page).field('手机号')).toBeVisible(),
    act: async (page, { person }) => {
      await new AppPage(page).field('手机号').fill(person.phone)
      await new AppPage(page).press('获取验证码')
    },
    asks: true,
  },
  {
    name: 'the code of the message',
    reached: (page) => expect(new AppPage(page).field('短信验证码')).toBeVisible(),
    act: async (page, { person, codeFor }) => {
      await new AppPage(page).field('短信验证码').fill(await codeFor(person.phone))
    },
    asks: true,
    pressed: 'nothing',
  },
  {
    name: 'the first consent',
    reached: (page) => expect(new ConsentPage(page).heading).toBeVisible(),
    act: (page) => new AppPage(page).press('同意'),
    asks: true,
  },
  {
    name: 'the second consent',
    reached: (page) => expect(page.getByText('第 2 项，共 2 项')).toBeVisible(),
    act: (page) => new AppPage(page).press('同意'),
    asks: true,
  },
  {
    name: 'is it you',
    reached: (page) => expect(new AddDegreePage(page).isItYou).toBeVisible(),
    act: (page) => new AddDegreePage(page).confirm(),
    asks: true,
  },
  {
    name: 'the camera',
    reached: (page) => expect(new AppPage(page).button('用手机相机拍摄')).toBeVisible(),
    act: (page) => pick(page, drawn('photo-good.jpg'), () => new AppPage(page).press('用手机相机拍摄')),
    asks: true,
    pressed: 'nothing',
  },
  {
    name: 'the portrait',
    reached: (page) => expect(new ResultPage(page).use).toBeVisible(),
    act: async (page) => {
      const result = new ResultPage(page)
      await result.use.click()
      await result.sheet.getByRole('button', { name: '提交审核' }).click()
    },
    again: (page) => new ResultPage(page).sheet.getByRole('button', { name: '提交审核' }).click(),
    asks: true,
  },
  {
    name: 'what comes next',
    reached: (page) => expect(page.getByRole('heading', { name: '已提交，正在审核' })).toBeVisible(),
    act: (page) => new HomePage(page).open(),
  },
]

/** The home page of who has submitted once, and no more than once. */
async function submittedOnce(page: Page): Promise<void> {
  const home = new HomePage(page)
  await expect(home.degree()).toContainText('正在审核')
  await expect(page.getByRole('article')).toHaveCount(1)
  await home.showHistory()
  const events = page.getByRole('main').last()
  await expect(events.getByText('上传了照片')).toHaveCount(1)
}

async function start(page: Page): Promise<void> {
  await alreadyUsed(page, undefined)
  await new AddDegreePage(page).scan(SLUGS.open, FEATURE_CODE)
}

test('a page that is loaded anew at every step goes on from there', async ({ page, service, watch }) => {
  test.setTimeout(240_000)
  watch.expectStatus(401)
  const way = { person: someone(), codeFor: service.operator.codeFor }
  await start(page)
  for (const { name, reached, act } of STEPS) {
    await test.step(name, async () => {
      await reached(page)
      await page.reload()
      await reached(page)
      await act(page, way)
    })
  }
  await submittedOnce(page)
})

/** The phone has ended the tab and opens it again: the address and what belongs to the tab are left, the program's memory is not. */
async function restored(context: BrowserContext, page: Page): Promise<Page> {
  const [address, kept] = [page.url(), await page.evaluate(() => Object.keys(sessionStorage).map((name) => [name, sessionStorage.getItem(name) ?? ''] as const))]
  await page.close()
  const next = await context.newPage()
  await next.goto(`${new URL(address).origin}/healthz`)
  await next.evaluate((entries) => {
    for (const [key, value] of entries) sessionStorage.setItem(key, value)
  }, kept)
  await next.goto(address)
  return next
}

test('a tab that the phone closes at every step goes on from there', async ({ context, page, service, watch }) => {
  test.setTimeout(240_000)
  watch.expectStatus(401)
  const way = { person: someone(), codeFor: service.operator.codeFor }
  await start(page)
  let tab = page
  for (const { name, reached, act } of STEPS) {
    await test.step(name, async () => {
      await reached(tab)
      tab = await restored(context, tab)
      await reached(tab)
      await act(tab, way)
    })
  }
  await submittedOnce(tab)
})

test('a network that is gone at every step is said, and the step goes on when it is back', async ({ page, service, watch }) => {
  test.setTimeout(240_000)
  watch.expectStatus(401, 409)
  watch.expectLostConnection()
  const way = { person: someone(), codeFor: service.operator.codeFor }
  await start(page)
  for (const [place, step] of STEPS.entries()) {
    const next = STEPS[place + 1]
    // The last one opens a page, which no browser does without a network.
    if (next === undefined) await step.act(page, way)
    else await test.step(step.name, () => withoutNetwork(page, way, step, next))
  }
  await submittedOnce(page)
})

/** Does a step while the network is gone, and comes to the next one when it is back. */
async function withoutNetwork(page: Page, way: Way, step: Step, next: Step): Promise<void> {
  await step.reached(page)
  await page.context().setOffline(true)
  await step.act(page, way)
  if (step.asks === true) await expect(page.getByText(/网络/).first()).toBeVisible()
  await page.context().setOffline(false)
  if (step.asks === true && step.pressed === undefined) await (step.again ?? step.act)(page, way)
  await next.reached(page)
}
