/** A form: what is typed, what is wrong with it, and sending it once. */
import { computed, reactive, readonly, shallowRef, watch } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { failureText, wrongField } from '@caixiang/shared/api/failure'
import type { Text } from '@caixiang/shared/text/text'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'

/** What is wrong, by the field. */
export type Advice<Values> = { readonly [Name in keyof Values]?: Text | undefined }

/** What a form is about. */
export interface FormSettings<Values extends object, Data> {
  readonly initial: Values
  /** What can be told before anything is sent. */
  readonly check: (values: Readonly<Values>) => Advice<Values>
  readonly send: (values: Readonly<Values>, key: string) => Promise<Result<Data>>
  readonly action: Action
  /** Fields by the API's names for them, where those differ. */
  readonly fields?: Readonly<Record<string, keyof Values & string>>
}

/** Makes a form. What is wrong is not said before somebody has tried to send it. */
export function useForm<Values extends object, Data>(settings: FormSettings<Values, Data>) {
  const { initial, action, fields = {} } = settings
  const values = reactive({ ...initial }) as Values
  const isTried = shallowRef(false)
  /** The field that the service refused, with the value that it refused. */
  const refused = shallowRef<{ readonly name: keyof Values & string; readonly value: unknown }>()

  const advice = computed<Advice<Values>>(() => {
    const found: Advice<Values> = isTried.value ? settings.check(values) : {}
    const { value: failure } = action.failure
    const { value: wrong } = refused
    if (wrong === undefined || failure === undefined || values[wrong.name] !== wrong.value) return found
    return { ...found, [wrong.name]: found[wrong.name] ?? failureText(failure) }
  })

  /** Why it was refused, where that is no field's fault. */
  const failure = computed(() => (refused.value === undefined ? action.failure.value : undefined))

  watch(action.failure, (error) => {
    const field = wrongField(error)
    const name = field === undefined ? undefined : (fields[field] ?? field)
    refused.value = name !== undefined && isField(name) ? { name, value: values[name] } : undefined
  }, { flush: 'sync' })

  function isField(name: string): name is keyof Values & string {
    return Object.hasOwn(initial, name)
  }

  /** Sends it unless something is wrong; what the service answered when all is well. */
  async function submit(): Promise<Result<Data> | undefined> {
    isTried.value = true
    if (Object.values(settings.check(values)).some((text) => text !== undefined)) return undefined
    let answer: Result<Data> | undefined
    await action.run(async (key) => {
      answer = await settings.send(values, key)
      return answer
    })
    return answer
  }

  /** Begins anew, with these values or the first ones. */
  function reset(anew: Values = initial): void {
    Object.assign(values, anew)
    isTried.value = false
    refused.value = undefined
  }

  return { values, advice, failure, busy: action.busy, isTried: readonly(isTried), submit, reset }
}

/** What the shell of a form needs of it. */
export type FormState = Pick<ReturnType<typeof useForm>, 'busy' | 'failure' | 'submit'>
