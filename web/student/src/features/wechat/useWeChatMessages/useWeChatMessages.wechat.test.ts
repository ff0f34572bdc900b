import { expect, test } from 'vitest'

import { answers, calls } from '../../../testing/phone'
import { api } from '../../../lib/api'

import { useWeChatMessages } from './useWeChatMessages'

const OFFERS = {
  opens_mini_program: true,
  sign_in_url: null,
  review_templates: ['T-1', 'T-2', 'T-3', 'T-4'],
  print_templates: [],
}

function asked(): readonly unknown[] {
  return calls.filter(([name]) => name === 'requestSubscribeMessage').map(([, { tmplIds }]) => tmplIds)
}

test('WeChat is asked about three messages at most, and about none where none is set', async () => {
  answers.set('request', { statusCode: 200, data: JSON.stringify(OFFERS), header: { 'content-type': 'application/json' } })
  const messages = useWeChatMessages(api)
  await messages.load()
  await messages.ask('review')
  await messages.ask('prints')
  expect(asked()).toEqual([['T-1', 'T-2', 'T-3']])
})

test('what was tapped goes on when the service did not answer, and when the student declines', async () => {
  const messages = useWeChatMessages(api)
  await messages.load()
  await messages.ask('review')
  expect(asked()).toEqual([])
})
