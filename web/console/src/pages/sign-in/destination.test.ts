import { expect, test } from 'vitest'

import { destinationOf, signInAt } from './destination'

function check(to: string | null | string[], expected: string) {
  expect(destinationOf({ to })).toBe(expected)
}

test('the way back is kept', () => {
  expect(signInAt('/outbox?x=1')).toEqual({ path: '/sign-in', query: { to: '/outbox?x=1' } })
  expect(signInAt('/')).toEqual({ path: '/sign-in' })
  check('/outbox?x=1', '/outbox?x=1')
})

test('only pages of the console are ways back', () => {
  for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', 'outbox', '']) check(to, '/')
  check(null, '/')
  check(['/outbox', '/'], '/')
  check('/sign-in?to=/sign-in', '/')
})
