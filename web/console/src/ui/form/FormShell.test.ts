import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import { language } from '../../lib/language'
import { useForm } from '../../lib/useForm/useForm'
import { text } from '../../words'

import FormField from './FormField.vue'
import FormShell from './FormShell.vue'

beforeEach(() => {
  language.value = 'en'
})

function shown(...answers: readonly Result<undefined>[]) {
  let sent = 0
  const form = useForm({
    initial: { name: '', seats: '' },
    check: ({ seats }) => ({ seats: /^\d+$/.test(seats) ? undefined : text('请填写数字。', 'Enter a number.') }),
    send: () => Promise.resolve(answers[sent++] ?? { data: undefined }),
    action: createAction(),
  })
  const page = defineComponent({
    components: { FormField, FormShell },
    setup: () => ({ form, send: text('保存', 'Save'), name: text('名称', 'Name'), seats: text('名额', 'Seats') }),
    template: `
      <FormShell :form="form" :send="send" can-cancel>
        <FormField v-model="form.values.name" :label="name" :advice="form.advice.value.name" type="text" autocomplete="off" />
        <FormField v-model="form.values.seats" :label="seats" :advice="form.advice.value.seats" type="text" autocomplete="off" />
      </FormShell>`,
  })
  const mounted = mount(page, { attachTo: document.body })
  const shell = mounted.findComponent(FormShell)
  const [nameField, seatsField] = mounted.findAll('input')
  if (nameField === undefined || seatsField === undefined) throw new Error('there are two fields')
  const submit = async () => {
    await mounted.find('form').trigger('submit')
    await flushPromises()
  }
  return { mounted, shell, nameField, seatsField, submit }
}

test('the first field that is wrong takes the focus, and says why', async () => {
  const { mounted, seatsField, submit, shell } = shown()
  await submit()
  expect(document.activeElement).toBe(seatsField.element)
  const advice = mounted.find(`#${seatsField.attributes('aria-describedby') ?? ''}`)
  expect(advice.text()).toBe('Enter a number.')
  expect(shell.emitted('sent')).toBeUndefined()
})

test('a field that the service refuses takes the focus too', async () => {
  const refusal: Result<undefined> = { error: { kind: 'problem', problem: { ...problem(422, 'invalid').body, field: 'name' } } }
  const { nameField, seatsField, submit, mounted } = shown(refusal)
  await seatsField.setValue('12')
  await submit()
  expect(document.activeElement).toBe(nameField.element)
  expect(mounted.text()).toContain('Words.')
  expect(mounted.find('[role=alert]').exists()).toBe(false)
})

test('a failure of nobody’s field stands above the buttons', async () => {
  const { seatsField, submit, mounted, shell } = shown({ error: { kind: 'no-answer' } })
  await seatsField.setValue('12')
  await submit()
  expect(mounted.find('[role=alert]').text()).toMatch(/connection/)
  expect(shell.emitted('refused')).toHaveLength(1)
})

test('sent, it says so; it can be left as well', async () => {
  const { seatsField, submit, mounted, shell } = shown()
  await seatsField.setValue('12')
  await submit()
  expect(shell.emitted('sent')).toHaveLength(1)
  await mounted.findAll('button').find((button) => button.text() === 'Cancel')?.trigger('click')
  expect(shell.emitted('cancel')).toHaveLength(1)
})
