import { expect, test, vi } from 'vitest'

import type { Result } from '@caixiang/shared/api/client'
import { problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import { text } from '../../words'

import { useForm } from './useForm'

const MISSING = text('请填写名称。', 'Enter a name.')

function formWith(...answers: readonly Result<string>[]) {
  const send = vi.fn(
    (_: { readonly name: string; readonly window: string }, key: string): Promise<Result<string>> =>
      Promise.resolve(answers[Math.min(send.mock.calls.length, answers.length) - 1] ?? { data: key }),
  )
  const form = useForm({
    initial: { name: '', window: '' },
    check: ({ name }) => ({ name: name.trim() === '' ? MISSING : undefined }),
    send,
    action: createAction(),
    fields: { opens_at: 'window' },
  })
  return { form, send }
}

function invalid(field: string): Result<string> {
  return { error: { kind: 'problem', problem: { ...problem(422, 'invalid').body, field } } }
}

const WORDS = { zh: '说明。', en: 'Words.' }

test('nothing is said to be wrong before somebody tries', () => {
  expect(formWith().form.advice.value).toEqual({})
})

test('what is wrong is not sent', async () => {
  const { form, send } = formWith()
  expect(await form.submit()).toBeUndefined()
  expect(form.advice.value.name).toEqual(MISSING)
  expect(send).not.toHaveBeenCalled()
  form.values.name = '春季'
  expect(form.advice.value.name).toBeUndefined()
})

test('what is right is sent, and answered', async () => {
  const { form, send } = formWith({ data: 'made' })
  form.values.name = '春季'
  expect(await form.submit()).toEqual({ data: 'made' })
  expect(send.mock.calls[0]?.[0]).toEqual({ name: '春季', window: '' })
})

test('a field that the service refuses says why, until it is changed', async () => {
  const { form } = formWith(invalid('name'))
  form.values.name = '春季'
  await form.submit()
  expect(form.advice.value.name).toEqual(WORDS)
  expect(form.failure.value).toBeUndefined()
  form.values.name = '春季 2026'
  expect(form.advice.value.name).toBeUndefined()
})

test('the API may call a field by another name', async () => {
  const { form } = formWith(invalid('opens_at'))
  form.values.name = '春季'
  await form.submit()
  expect(form.advice.value).toEqual({ name: undefined, window: WORDS })
})

test('what is no field of the form is said below it', async () => {
  const { form } = formWith(invalid('Idempotency-Key'))
  form.values.name = '春季'
  await form.submit()
  expect(form.failure.value?.kind).toBe('problem')
})

test('after a lost connection the same key is sent again', async () => {
  const { form, send } = formWith({ error: { kind: 'no-answer' } }, { data: 'made' })
  form.values.name = '春季'
  await form.submit()
  await form.submit()
  expect(send.mock.calls[1]?.[1]).toBe(send.mock.calls[0]?.[1])
})

test('begun anew, it is as it was at first', async () => {
  const { form } = formWith(invalid('name'))
  form.values.name = '春季'
  await form.submit()
  form.reset()
  expect([form.values.name, form.advice.value]).toEqual(['', {}])
})
