/** The engine of every browser on an iPhone: the whole way, the back key, reloads, what is kept, and the console's door. */
import { expect, test as base } from '@playwright/test'

import { DRAWN, drawn } from '../support/places'
import { SafariPage, webkitHere } from '../support/safari'
import { runningService } from '../support/service'
import { Student, someone } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'
import { lastFourOf } from '../world/drawn.js'

const CARD = 'card-not-on-roster.png'

const webkit = webkitHere()

const test = base.extend<{ readonly safari: SafariPage }>({
  // Playwright insists on the empty pattern.
  // eslint-disable-next-line no-empty-pattern
  safari: async ({}, use, info) => {
    if (webkit === undefined) throw new Error('there is no WebKit')
    const safari = await SafariPage.open(webkit)
    await use(safari)
    if (info.status !== info.expectedStatus) await safari.picture(info.outputPath('failed.png'))
    await safari.close()
  },
})

test.skip(webkit === undefined, 'WebKit is not installed: CAIXIANG_TEST_WEBKIT and CAIXIANG_TEST_SCREEN are not set')

/** From the poster to the step of the collection code. */
async function atCode(safari: SafariPage): Promise<void> {
  await safari.goto(`${runningService().url}/b/${SLUGS.open}?code=${FEATURE_CODE}`)
  await safari.press('继续')
  await safari.fill('后四位', lastFourOf(DRAWN, CARD))
  await safari.press('继续')
  await safari.button('从相册选截图')
}

async function signedIn(safari: SafariPage, student: Student): Promise<void> {
  await safari.goto(`${runningService().url}/healthz`)
  await safari.driver.executeScript('localStorage.setItem("session", arguments[0])', student.token)
}

test('in WebKit, from the poster to the submitted photo, with reloads on the way', async ({ safari }) => {
  test.setTimeout(240_000)
  const { operator, url } = runningService()
  await atCode(safari)
  await safari.choose('从相册选截图', drawn(CARD))
  const { phone } = someone()
  await safari.fill('手机号', phone)
  await safari.press('获取验证码')
  await safari.field('短信验证码')
  // As a phone does that closes the tab while the student reads the message.
  await safari.driver.navigate().refresh()
  await safari.fill('短信验证码', await operator.codeFor(phone))
  await safari.press('同意')
  await safari.says(/第 2 项，共 2 项/)
  await safari.press('同意')
  await safari.press('是我，继续')
  await safari.choose('用手机相机拍摄', drawn('photo-good.jpg'))
  await safari.button('使用这张')
  await safari.driver.navigate().refresh()
  await safari.press('使用这张')
  await safari.press('提交审核')
  await safari.says(/已提交，正在审核/)
  await safari.goto(`${url}/m/`)
  await safari.says(/韶关学院[^]*正在审核/)
})

test('in WebKit, back goes one step at a time and closes what lies on top', async ({ safari }) => {
  test.setTimeout(120_000)
  await atCode(safari)
  await safari.driver.navigate().back()
  const lastFour = await safari.field('后四位')
  expect(await lastFour.getAttribute('value')).toBe(lastFourOf(DRAWN, CARD))
  await safari.driver.navigate().back()
  await safari.field('特征码')

  const student = await (await (await (await new Student().signIn()).agree()).bind()).submit('photo-good.jpg')
  await signedIn(safari, student)
  await safari.goto(`${runningService().url}/m/`)
  await safari.press('撤回，重新拍')
  await safari.says(/撤回这张照片/)
  await safari.driver.navigate().back()
  await safari.says(/正在审核/)
  expect(await safari.driver.executeScript('return document.querySelectorAll("[role=alertdialog]").length')).toBe(0)
})

test('in WebKit, the console opens its door', async ({ safari }) => {
  await safari.goto(`${runningService().url}/console/`)
  await safari.field('账号')
  await safari.field('密码')
  await safari.button('登录')
})
