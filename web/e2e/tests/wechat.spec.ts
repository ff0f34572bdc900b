/** WeChat's own browser: into the mini-program, and signing in through WeChat, against a WeChat that speaks over the wire. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test as base } from '@playwright/test'

import { AppPage } from '../pages/app'
import { SCREENSHOTS } from '../support/places'
import { someone } from '../support/student'
import { openService } from '../world/service.js'

const IN_WECHAT =
  'Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.44.2502(0x28002C3B) NetType/4G'

/** A WeChat of one user, which counts what it is asked for. */
interface WeChat {
  readonly url: string
  readonly asked: string[]
  readonly server: Server
}

function answer(asked: string[], request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://wechat')
  asked.push(pathname)
  if (pathname === '/authorize') {
    const code = `code-${String(asked.length)}`
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString()
    response.writeHead(302, { location: back.href }).end()
    return
  }
  const answers: Record<string, unknown> = {
    '/sns/oauth2/access_token': { access_token: 't', openid: 'oUser-1', scope: 'snsapi_base' },
    '/cgi-bin/stable_token': { access_token: 't', expires_in: 7200 },
    '/wxa/generate_urllink': { errcode: 0, errmsg: 'ok', url_link: 'https://wxaurl.example/abc' },
  }
  response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(answers[pathname] ?? { errcode: 40066 }))
}

async function openWeChat(): Promise<WeChat> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    answer(asked, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked, server }
}

const test = base.extend<object, { wechat: WeChat; own: Awaited<ReturnType<typeof openService>> }>({
  // Playwright insists on the empty pattern.
  // eslint-disable-next-line no-empty-pattern
  wechat: [async ({}, use) => {
    const wechat = await openWeChat()
    await use(wechat)
    wechat.server.close()
  }, { scope: 'worker' }],
  own: [async ({ wechat: { url } }, use) => {
    const own = await openService(() => Promise.resolve({}), '127.0.0.1:0', `[gateways.wechat]
kind = "real"
app_id = "wx0000000000000001"
secret = "s"
base_url = "${url}"
links = true
[gateways.wechat.official_account]
app_id = "wx0000000000000002"
secret = "s"
base_url = "${url}"
authorize_url = "${url}/authorize"
`)
    await use(own)
    await own.stop()
  }, { scope: 'worker' }],
  userAgent: IN_WECHAT,
})

test('a new user signs in by phone once, and by WeChat from then on', async ({ page, own, wechat }) => {
  const form = new AppPage(page)
  const { phone } = someone()
  await page.goto(`${own.url}/m/pages/me/me`)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('button', { name: '微信一键登录' })).toBeVisible()
  await page.screenshot({ path: `${SCREENSHOTS}/wechat-sign-in.png` })
  await form.press('微信一键登录')
  await expect(page.getByText('这个微信第一次在这里登录')).toBeVisible()
  // The code stands nowhere that a reload would send it from.
  await expect(page).not.toHaveURL(/code=/)
  await page.screenshot({ path: `${SCREENSHOTS}/wechat-first.png` })
  await form.field('手机号').fill(phone)
  await form.press('获取验证码')
  await form.field('短信验证码').fill(await own.operator.codeFor(phone))
  // Whether this WeChat is one's own is asked: it may be the phone of a friend.
  await expect(page.getByText('这个微信是你本人的吗')).toBeVisible()
  await page.screenshot({ path: `${SCREENSHOTS}/wechat-link.png` })
  await form.press('以后用微信登录')
  // Back where it began, known and linked.
  await expect(page).toHaveURL(/pages\/me\/me/)
  await expect(page.getByText(`${phone.slice(0, 3)}****${phone.slice(7)}`)).toBeVisible()
  await expect(page.getByText('微信登录', { exact: false }).first()).toBeVisible()
  await page.screenshot({ path: `${SCREENSHOTS}/wechat-linked.png` })
  expect(wechat.asked.filter((path) => path === '/authorize')).toHaveLength(2)

  await page.evaluate(() => {
    localStorage.clear()
  })
  await page.goto(`${own.url}/m/pages/me/me`)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await form.press('微信一键登录')
  await expect(page.getByText(`${phone.slice(0, 3)}****${phone.slice(7)}`)).toBeVisible()
})

test('nobody is signed in by a code that another tab asked for', async ({ page, own, wechat }) => {
  const before = wechat.asked.length
  await page.goto(`${own.url}/m/pages/sign-in/sign-in?code=theirs&state=link.00`)
  await expect(page.getByRole('button', { name: '微信一键登录' })).toBeVisible()
  await expect(page).not.toHaveURL(/code=/)
  expect(wechat.asked.slice(before)).toEqual([])
})

test('the mini-program opens from WeChat where the poster led', async ({ page, own, wechat }) => {
  await page.route('https://wxaurl.example/**', (route) => route.fulfill({ contentType: 'text/html', body: 'mini-program' }))
  await page.goto(`${own.url}/m/`)
  const row = page.getByRole('button', { name: '在小程序中打开' })
  await expect(row).toBeVisible()
  await page.screenshot({ path: `${SCREENSHOTS}/wechat-home.png` })
  await row.click()
  await expect(page).toHaveURL('https://wxaurl.example/abc')
  expect(wechat.asked).toContain('/wxa/generate_urllink')
})

test.describe('another browser', () => {
  test.use({ userAgent: IN_WECHAT.replace(/MicroMessenger.*/, '') })

  test('is offered nothing of WeChat', async ({ page, own }) => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`${own.url}/m/pages/sign-in/sign-in`)
    await expect(page.getByRole('button', { name: '获取验证码' })).toBeVisible()
    await expect(page.getByRole('button', { name: '微信一键登录' })).toHaveCount(0)
    expect(asked.filter((url) => url.includes('/api/v1/wechat'))).toEqual([])
  })
})
