import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'

import { clientWith, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import App from './App.vue'
import { createSession, SESSION } from './features/session/useSession/useSession'
import { language } from './lib/language'
import { createConsoleRouter } from './router'
import { OPERATOR, REVIEWER } from './testing'

/** Opens the console at an address; who is signed in, and what happens there, the answers say. */
async function opened(path: string, ...answers: readonly Answered[]) {
  language.value = 'zh'
  const session = createSession(clientWith(...answers).api)
  const history = createMemoryHistory()
  history.replace(path)
  const router = createConsoleRouter(session, history)
  const app = mount(App, {
    global: { plugins: [router], provide: { [SESSION as symbol]: session } },
    attachTo: document.body,
  })
  await router.isReady()
  // Rooms are loaded when somebody enters them.
  await vi.dynamicImportSettled()
  await flushPromises()
  return { app, router, heading: () => app.find('h1').text() }
}

async function enter(app: Awaited<ReturnType<typeof opened>>['app'], login: string, password: string) {
  await app.find('input[autocomplete=username]').setValue(login)
  await app.find('input[autocomplete=current-password]').setValue(password)
  await app.find('form').trigger('submit')
  await flushPromises()
}

const NOBODY = problem(401, 'not-signed-in')

test('the door leads on to where one was going', async () => {
  const signedIn = { status: 200, body: { staff: REVIEWER, expires_at: '2026-11-26T00:43:39+08:00' } }
  const { app, router, heading } = await opened('/nowhere?x=1', NOBODY, signedIn)
  expect(heading()).toBe('登录工作台')
  expect(router.currentRoute.value.query).toEqual({ to: '/nowhere?x=1' })
  await enter(app, ' reviewer ', 'right')
  expect(router.currentRoute.value.fullPath).toBe('/nowhere?x=1')
  expect(heading()).toBe('没有这个页面')
})

test('a refusal is said at the door, in the words of the service', async () => {
  const { app } = await opened('/', NOBODY, problem(401, 'wrong-credentials'))
  await enter(app, 'operator', 'wrong')
  expect(app.find('[role=alert]').text()).toBe('说明。')
  language.value = 'en'
  await flushPromises()
  expect(app.find('[role=alert]').text()).toBe('Words.')
})

test('nothing is asked before both fields are filled in', async () => {
  const { app } = await opened('/', NOBODY)
  await enter(app, '  ', '')
  expect(app.text()).toContain('请填写账号。')
  expect(app.text()).toContain('请填写密码。')
  expect(app.find('[role=alert]').exists()).toBe(false)
})

test('a room of another role says so', async () => {
  const { app, heading } = await opened('/outbox', { status: 200, body: REVIEWER })
  expect(heading()).toBe('这个页面不在你的职责内')
  expect(app.text()).toContain('中心审核员')
  expect(app.find('nav').text()).toBe('审核')
})

test('the rooms of a role are in the bar and on the first page', async () => {
  const { app } = await opened('/', { status: 200, body: OPERATOR })
  expect(app.find('nav').text()).toBe('发件箱')
  expect(app.find('main').text()).toContain('发件箱')
  expect(app.findAll('h1')).toHaveLength(1)
})

test('leaving leads to the door', async () => {
  const { app, router } = await opened('/', { status: 200, body: OPERATOR }, { status: 204 })
  const leave = app.findAll('button').find((button) => button.text() === '退出登录')
  await leave?.trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/sign-in')
  expect(app.text()).not.toContain('登录已过期')
})

test('a service that does not answer can be asked again', async () => {
  const { app, router, heading } = await opened('/', undefined, NOBODY)
  expect(heading()).toBe('暂时打不开工作台')
  await app.find('main button').trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/sign-in')
})

test('a code of the second factor is asked for once the password is right', async () => {
  const { app } = await opened('/', NOBODY, problem(401, 'second-factor-needed'))
  expect(app.find('input[autocomplete=one-time-code]').exists()).toBe(false)
  await enter(app, 'boss', 'right')
  expect(app.find('input[autocomplete=one-time-code]').exists()).toBe(true)
})

test('who has to set up a second factor gets to nothing else', async () => {
  const { router, heading } = await opened('/outbox', { status: 200, body: { ...OPERATOR, needs_second_factor: true } })
  expect(router.currentRoute.value.path).toBe('/second-factor')
  expect(heading()).toBe('动态验证码')
})
