import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { language } from '../../lib/language'
import { text } from '../../words'

import PagesFoot from './PagesFoot.vue'

/** The observer of the foot: a test says what is in view. */
let tell: (isIntersecting: boolean) => void = () => undefined
let observed = 0

class Observer {
  constructor(told: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
    tell = (isIntersecting) => {
      told([{ isIntersecting }])
    }
  }

  observe(): void {
    observed += 1
  }

  disconnect(): void {
    // Nothing is observed any more.
  }
}

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
  observed = 0
  vi.stubGlobal('IntersectionObserver', Observer)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function footOf(props: { hasMore?: boolean; isLoading?: boolean; failure?: { kind: 'no-answer' } } = {}) {
  const foot = mount(PagesFoot, { props: { count: text('100 条', '100 rows'), hasMore: true, isLoading: false, failure: undefined, ...props } })
  return { foot, asked: () => foot.emitted('more')?.length ?? 0 }
}

test('the next part is asked for when the foot comes into view', () => {
  const { asked } = footOf()
  tell(false)
  expect(asked()).toBe(0)
  tell(true)
  expect(asked()).toBe(1)
})

test('a part that leaves the foot in view is followed by the next one', async () => {
  const { foot, asked } = footOf()
  tell(true)
  await foot.setProps({ isLoading: true })
  await foot.setProps({ isLoading: false })
  expect(observed).toBe(3)
  tell(true)
  expect(asked()).toBe(2)
})

test('nothing is asked for at the end, while a part is on its way, or after a failure', () => {
  for (const props of [{ hasMore: false }, { isLoading: true }, { failure: { kind: 'no-answer' } }] as const) {
    const { asked } = footOf(props)
    tell(true)
    expect(asked()).toBe(0)
  }
})

test('the button does it too, also where no browser tells what is in view', async () => {
  vi.stubGlobal('IntersectionObserver', undefined)
  const { foot, asked } = footOf({ failure: { kind: 'no-answer' } })
  await foot.find('button').trigger('click')
  expect(asked()).toBe(1)
})
