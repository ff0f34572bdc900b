import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'

import { good } from '@caixiang/shared/testing/client'

import { createSession, SESSION } from '../../features/session/useSession/useSession'
import { api } from '../../lib/api'
import { keeper } from '../../lib/keeper'
import { language } from '../../lib/language'
import { createUndo, UNDO } from '../../lib/useUndo/useUndo'
import { message } from '../../testing'

import OutboxPage from './OutboxPage.vue'

const { answers } = vi.hoisted(() => ({ answers: [] as unknown[] }))

vi.mock('../../lib/api', async () => {
  const { clientBy } = await import('@caixiang/shared/testing/client')
  type Answered = Awaited<ReturnType<Parameters<typeof clientBy>[0]>>
  return { api: clientBy<Blob>((_, at) => answers[Math.min(at, answers.length - 1)] as Answered).api }
})

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
  answers.length = 0
  // Asked once: the page is not left to repeat itself.
  keeper.write('outbox-repeat', false)
})
afterEach(() => {
  localStorage.clear()
})

async function opened(...given: readonly unknown[]) {
  answers.push(...given)
  const undo = createUndo()
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: OutboxPage }] })
  await router.push('/outbox')
  const page = mount(OutboxPage, {
    global: { plugins: [router], provide: { [SESSION as symbol]: createSession(api), [UNDO as symbol]: undo } },
    attachTo: document.body,
  })
  await flushPromises()
  const press = async (name: string) => {
    const button = page.findAll('button').find((found) => found.text() === name)
    if (button === undefined) throw new Error(`there is no button ${name}`)
    await button.trigger('click')
    await flushPromises()
  }
  return { page, undo, press, router }
}

const MESSAGES = good({ items: [message({ id: '1' }), message({ id: '2', template: 'rejected', text: 'Not accepted.' })] })

test('an outbox that does not come can be asked for again', async () => {
  const { page, press } = await opened(undefined, MESSAGES)
  expect(page.find('[role=alert]').text()).toMatch(/connection/)
  await press('Try again')
  expect(page.findAll('tbody tr')).toHaveLength(2)
  expect(page.find('[role=alert]').exists()).toBe(false)
})

test('an empty outbox says what would be here', async () => {
  const { page } = await opened(good({ items: [] }))
  expect(page.text()).toContain('No messages yet')
})

test('what nobody finds can be shown again, and looked for again', async () => {
  const { page, press, undo } = await opened(MESSAGES)
  await page.find('input[type=search]').setValue('9999')
  expect(page.text()).toContain('No message fits')
  await press('Show all')
  expect(page.findAll('tbody tr')).toHaveLength(2)
  await undo.undo()
  await flushPromises()
  expect(page.text()).toContain('No message fits')
})

test('a column can be hidden, and stays so', async () => {
  const { page, press } = await opened(MESSAGES)
  expect(page.findAll('th').map((head) => head.text())).toEqual(['Time', 'Recipient', 'About', 'Message'])
  await press('Choose columns')
  const [time, recipient] = page.findAll('dialog input')
  expect(recipient?.attributes()).toHaveProperty('disabled')
  await time?.setValue(false)
  expect(page.findAll('th').map((head) => head.text())).toEqual(['Recipient', 'About', 'Message'])
  expect(keeper.read('columns-outbox')).toBe('time')
})

test('the address says of what kind messages are shown, and never a number that was typed', async () => {
  const { page, router } = await opened(MESSAGES)
  await page.find('input[type=search]').setValue('13800001110')
  await router.replace({ query: { kind: 'codes' } })
  await flushPromises()
  expect(page.findAll('tbody tr')).toHaveLength(1)
  await page.findAll('input[type=radio]').find((radio) => (radio.element as HTMLInputElement).value === 'notices')?.setValue(true)
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ kind: 'notices' })
})
