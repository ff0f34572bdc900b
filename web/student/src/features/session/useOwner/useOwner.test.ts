import { expect, test } from 'vitest'
import { nextTick } from 'vue'

import { inScope } from '../../../testing/scope'

import { useOwner } from './useOwner'

function refusal(code: string) {
  return { kind: 'problem', status: 409, problem: { code } } as never
}

test('nothing is said before it is asked', () => {
  const owner = inScope(() => useOwner())
  expect(owner.say(false)).toEqual({})
  owner.learn(refusal('wrong-sign-in-code'))
  expect(owner.isAsked.value).toBe(false)
})

test('once asked, four characters are needed, and a wrong answer makes room', async () => {
  const owner = inScope(() => useOwner())
  owner.learn(refusal('last-four-needed'))
  expect(owner.say(false)).toBeUndefined()
  expect(owner.isWrong.value).toBe(true)
  owner.lastFour.value = '002x'
  await nextTick()
  expect(owner.isWrong.value).toBe(false)
  expect(owner.say(false)).toEqual({ last_four: '002X' })
  owner.learn(refusal('wrong-account-last-four'))
  expect([owner.isAsked.value, owner.lastFour.value]).toEqual([true, ''])
})

test('who is not the owner starts anew, whatever was typed', () => {
  const owner = inScope(() => useOwner())
  owner.learn(refusal('last-four-needed'))
  owner.lastFour.value = '12'
  expect(owner.say(true)).toEqual({ starts_anew: true })
  owner.forget()
  expect([owner.isAsked.value, owner.lastFour.value]).toEqual([false, ''])
})
