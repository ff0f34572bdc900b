import { expect, test, vi } from 'vitest'

import { createTyping } from './typing'

test('what a field has not told yet is taken when it is left', () => {
  const change = vi.fn()
  const typing = createTyping(change)
  expect(typing.tell('12')).toBe('12')
  typing.take({ detail: { value: '1234' } })
  expect(change.mock.calls).toEqual([['1234']])
})

test('what was told before does not come back once the page has emptied it', () => {
  const change = vi.fn()
  const typing = createTyping(change)
  typing.tell('123456')
  typing.take({ detail: { value: '123456' } })
  expect(change).not.toHaveBeenCalled()
})
