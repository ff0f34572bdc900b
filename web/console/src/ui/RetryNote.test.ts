import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import { language } from '../lib/language'

import RetryNote from './RetryNote.vue'

beforeEach(() => {
  language.value = 'en'
})

function sourceOf(error: ApiError | undefined) {
  const failure = shallowRef<ApiError | undefined>(error)
  const load = vi.fn(() => {
    failure.value = undefined
    return Promise.resolve(true)
  })
  return { failure, load }
}

test('what did not come is told and asked for again, what came is not', async () => {
  const [came, failed] = [sourceOf(undefined), sourceOf({ kind: 'no-answer' })]
  const note = mount(RetryNote, { props: { of: [came, failed] } })
  expect(note.find('[role=alert]').text()).toMatch(/connection/)
  await note.find('button').trigger('click')
  await flushPromises()
  expect(failed.load).toHaveBeenCalledOnce()
  expect(came.load).not.toHaveBeenCalled()
  expect(note.find('[role=alert]').exists()).toBe(false)
})
