import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { createMemoryHistory } from 'vue-router'

import { clientWith, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import App from './App.vue'
import type { DecisionItem } from './features/review/decision'
import { createLock, LOCK } from './features/session/useLock/useLock'
import { createSession, SESSION } from './features/session/useSession/useSession'
import { language } from './lib/language'
import { createConsoleRouter } from './router'
import { OPERATOR, REVIEWER } from './testing'

// What pages ask besides who is signed in gets no answer.
vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))

let close = (): void => undefined
afterEach(() => {
  close()
  sessionStorage.clear()
})

/** Opens the console at an address; who is signed in, and what happens there, the answers say. */
async function opened(path: string, ...answers: readonly Answered[]) {
  language.value = 'zh'
  const { api } = clientWith<Blob>(...answers)
  const session = createSession(api)
  const kept = new Map<string, string | boolean>()
  const keeper = { read: (name: string) => kept.get(name), write: (name: string, value: string | boolean) => void kept.set(name, value) }
  const lock = effectScope(true).run(() => createLock({ api, session, keeper, onOtherTab: () => () => undefined }))
  const history = createMemoryHistory()
  history.replace(path)
  const router = createConsoleRouter(session, history)
  const app = mount(App, {
    global: { plugins: [router], provide: { [SESSION as symbol]: session, [LOCK as symbol]: lock } },
    attachTo: document.body,
  })
  close = () => {
    app.unmount()
    // Whoever is signed in is gone, and what belongs to the session with it.
    session.isOver({ kind: 'problem', problem: problem(401, 'not-signed-in').body })
  }
  await router.isReady()
  // Rooms are loaded when somebody enters them.
  await vi.dynamicImportSettled()
  await flushPromises()
  return { app, router, lock, session, heading: () => app.find('h1').text() }
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
  expect(app.find('nav').text()).not.toContain('发件箱')
})

test('the rooms of a role are in the bar and on the first page', async () => {
  const { app } = await opened('/', { status: 200, body: OPERATOR })
  expect(app.find('nav').findAll('a').map((link) => link.text())).toEqual(['批次', '公告', '审核统计', '试一张照片', '照片标准', '发件箱', '系统状态'])
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

test('whom another tab has signed in finds a page of the own', async () => {
  const { app, session } = await opened('/', { status: 200, body: OPERATOR }, { status: 200, body: { ...REVIEWER, id: 'other' } })
  const before = app.find('main h1').element
  await session.isStillHere()
  await flushPromises()
  expect(app.find('main h1').element).not.toBe(before)
  expect(app.find('nav').text()).toContain('审核')
  expect(app.find('nav').text()).not.toContain('发件箱')
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

test('while nobody sits there the page is covered, and its title says nothing', async () => {
  const { app, lock } = await opened('/', { status: 200, body: OPERATOR })
  lock?.lock()
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(app.find('main').isVisible()).toBe(false)
  expect(document.title).toBe('已锁定 · 采像工作台')
  expect(app.find('dialog').text()).toContain(OPERATOR.name)
  lock?.open()
  await flushPromises()
  expect(app.find('main').isVisible()).toBe(true)
})

test('Ctrl+K finds a page by its initials', async () => {
  const { app, router } = await opened('/', { status: 200, body: OPERATOR })
  document.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyK', key: 'k', ctrlKey: true }))
  await vi.dynamicImportSettled()
  await flushPromises()
  await vi.dynamicImportSettled()
  const field = app.find('input[role=combobox]')
  await field.setValue('fjx')
  expect(app.findAll('[role=option]').map((option) => option.find('.title').text())).toEqual(['发件箱'])
  await field.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/outbox')
})

test('what locks the pages is not there again when they open', async () => {
  const { app, lock } = await opened('/', { status: 200, body: OPERATOR })
  document.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyK', key: 'k', ctrlKey: true }))
  await vi.dynamicImportSettled()
  await flushPromises()
  await app.find('input[role=combobox]').setValue('现在锁定')
  await app.find('input[role=combobox]').trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(lock?.isLocked.value).toBe(true)
  lock?.open()
  await flushPromises()
  expect(app.find('input[role=combobox]').exists()).toBe(false)
})

test('the key of the help tells what the page is for', async () => {
  const { app } = await opened('/', { status: 200, body: OPERATOR })
  document.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(app.find('dialog').text()).toContain('找不到要去的页面')
})

/** What an earlier page of the tab left of the reviewer's decisions. */
function left(...items: readonly Partial<DecisionItem>[]): void {
  const kept = items.map((item, at) => ({
    submission: `s${String(at)}`, photo: `p${String(at)}`, round: 'centre', decision: 'approve', reasons: [], note: '', who: '张*', key: String(at),
    isUnknown: false, wantsUndo: false, isRead: false, ...item,
  }))
  sessionStorage.setItem(`caixiang-console.decisions.${REVIEWER.id}`, JSON.stringify(kept))
}

const signedInReviewer = { status: 200, body: REVIEWER }

test('decisions that wait are told on any page, and signing out asks first', async () => {
  left({ state: 'waiting' })
  const { app, router } = await opened('/', signedInReviewer, signedInReviewer, { status: 204 })
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(app.find('main').text()).toContain('1 个审核决定还没有送到')
  const leave = () => app.findAll('button').find((button) => button.text() === '退出登录')
  await leave()?.trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/')
  const dialog = app.find('dialog')
  expect(dialog.text()).toContain('还有 1 个审核决定没有送到')
  await dialog.findAll('button').find((button) => button.text() === '仍然退出')?.trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/sign-in')
  expect(sessionStorage.length).toBe(1)
})

test('a refusal that was not read is told on the next page, until it is', async () => {
  left({ state: 'refused', failure: { kind: 'problem', problem: problem(409, 'decided-meanwhile').body } })
  const { app } = await opened('/', signedInReviewer)
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(app.find('main').text()).toContain('张*（通过）没有生效：说明。')
  await app.findAll('main button').find((button) => button.text() === '知道了')?.trigger('click')
  expect(app.find('main').text()).not.toContain('没有生效')
  expect(sessionStorage.length).toBe(0)
})
