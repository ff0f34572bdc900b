import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { clientOf, good } from '@caixiang/shared/testing/client'
import { createSession, SESSION } from '../../../features/session/useSession/useSession'
import { REVIEWER } from '../../../testing'
import PicturePair from '../desk/PicturePair.vue'
import StudentCard from '../desk/StudentCard.vue'
import type { Looks } from '../desk/useLooks'

import AgainPage from './AgainPage.vue'

const service = vi.hoisted((): { api: unknown } => ({ api: undefined }))
vi.mock('../../../lib/api', () => ({ get api() { return service.api } }))

function lookOf(id: string) {
  const sheet = {
    submission: `of-${id}`, photo: `photo-${id}`, masked_name: '张*', earlier: [], checked: { verdicts: [] },
    links: { original: `/${id}/original`, portrait: `/${id}/portrait` },
  }
  return good({ id, sheet })
}

let nowMs = 1_000
let close = (): void => undefined
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => nowMs)
  vi.stubGlobal('Image', class {
    decode(): Promise<void> { return Promise.resolve() }
  })
})
afterEach(() => {
  close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

async function opened() {
  const { api, requests } = clientOf<Blob>({
    'GET /api/v1/staff/me': good(REVIEWER),
    'POST /api/v1/reviews/second-looks/next': [lookOf('1'), lookOf('2')],
    'POST /api/v1/reviews/second-looks/1': { status: 204 },
    'POST /api/v1/reviews/second-looks/2': { status: 204 },
  })
  service.api = api
  const session = createSession(api)
  await session.find()
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)*', component: AgainPage }] })
  const stubs = { PicturePair: true, StudentCard: true, VerdictPanel: true, ViewTools: true, RouterLink: true }
  const page = mount(AgainPage, { global: { plugins: [router], provide: { [SESSION as symbol]: session }, stubs }, attachTo: document.body })
  close = () => { page.unmount() }
  await flushPromises()
  return {
    page,
    answers: () => requests.filter(({ url }) => /second-looks\/\d$/.test(url)).length,
    press: async (code: string) => {
      document.dispatchEvent(new KeyboardEvent('keydown', { code }))
      await flushPromises()
    },
  }
}

test('a key that bounces answers for one photo', async () => {
  const { answers, press } = await opened()
  await press('KeyJ')
  expect(answers()).toBe(0)
  nowMs += 250
  await press('KeyJ')
  await press('KeyJ')
  expect(answers()).toBe(1)
  nowMs += 250
  await press('KeyJ')
  expect(answers()).toBe(2)
})

test('an earlier photo that is ticked is what the comparison shows, until the next photo', async () => {
  const { page, press } = await opened()
  const compared = () => (page.findComponent(PicturePair).props() as { readonly looks: Looks }).looks.comparedAt.value
  page.findComponent(StudentCard).vm.$emit('compare', 0)
  await nextTick()
  expect([compared(), page.findComponent(StudentCard).props('comparedAt')]).toEqual([0, 0])
  nowMs += 250
  await press('KeyR')
  expect(compared()).toBeUndefined()
})
