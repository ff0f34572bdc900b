/** A result file of the registry: looked at, then read in. Nothing is done before it was looked at. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'

export type Answers = Schemas['AnswersView']

/** Whether a file says anything that is not known. */
export function isNews({ news }: Answers): boolean {
  return news.accepted + news.refused > 0
}

/** Nothing is asked before a file is chosen. */
export function useAnswers(api: Api, action: Action) {
  const file = shallowRef<File>()
  /** What the file would do. */
  const found = shallowRef<Answers>()
  /** Set once it is read in. */
  const isDone = shallowRef(false)
  let bytes: ArrayBuffer | undefined

  async function choose(chosen: File): Promise<void> {
    file.value = chosen
    found.value = bytes = undefined
    isDone.value = false
    bytes = await chosen.arrayBuffer()
    const body = bytes
    const said = await action.run(() => api.POST('/api/v1/registry-answers/check', { bytes: body }))
    // Another one was chosen meanwhile.
    if (file.value === chosen) found.value = said
  }

  /** Reads the file in; whether that was done. */
  async function take(): Promise<boolean> {
    const body = bytes
    if (body === undefined) return false
    const done = await action.run(() => api.POST('/api/v1/registry-answers', { bytes: body }))
    if (done === undefined) return false
    found.value = done
    isDone.value = true
    return true
  }

  function forget(): void {
    file.value = found.value = bytes = undefined
    isDone.value = false
  }

  return { file: shallowReadonly(file), found: shallowReadonly(found), isDone: readonly(isDone), choose, take, forget }
}
