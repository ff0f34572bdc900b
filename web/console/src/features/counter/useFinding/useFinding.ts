/** Finding who stands at the counter: by a scanned code, a picture of one, or a number. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import type { Typed } from '../typed'

type Found = Schemas['FoundSubmissionView']
type List = Result<{ readonly items: readonly Found[] }>

/** What the codes of a picture say, where it was refused for showing several. */
function codesOf(error: ApiError | undefined): readonly string[] {
  if (error?.kind !== 'problem' || !hasCode(error, 'several-codes')) return []
  const { codes } = error.problem as { readonly codes?: unknown }
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : []
}

/** Nothing is asked before `find` or `read`. */
export function useFinding(api: Api, session: Pick<Session, 'isOver'>) {
  /** None before something was looked for; empty where nobody is known by it. */
  const found = shallowRef<readonly Found[]>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  /** What the codes of a picture say, where it shows several: one has to be chosen. */
  const codes = shallowRef<readonly string[]>([])
  let picture: Blob | undefined
  let round = 0

  function forget(): void {
    round += 1
    found.value = failure.value = undefined
    codes.value = []
    isLoading.value = false
    picture = undefined
  }

  async function ask(attempt: () => Promise<List>): Promise<readonly Found[] | undefined> {
    const mine = round
    isLoading.value = true
    const { data, error } = await attempt()
    session.isOver(error)
    // Something else was looked for meanwhile.
    if (mine !== round) return undefined
    isLoading.value = false
    codes.value = codesOf(error)
    failure.value = codes.value.length > 0 ? undefined : error
    found.value = data?.items
    return data?.items
  }

  /** Those whom a number or a code leads to. */
  function find(typed: Exclude<Typed, { is: 'degree' | 'nothing' }>): Promise<readonly Found[] | undefined> {
    forget()
    return ask(() =>
      typed.is === 'number'
        ? api.GET('/api/v1/staff/students', { params: { query: { number: typed.number } } })
        : api.POST('/api/v1/staff/counter/payload', { body: { payload: typed.payload } }),
    )
  }

  async function send(file: Blob, choice: number | undefined): Promise<readonly Found[] | undefined> {
    const bytes = await file.arrayBuffer()
    const query = choice === undefined ? {} : { choice }
    return ask(() => api.POST('/api/v1/staff/counter/picture', { params: { query }, bytes }))
  }

  /** Whom the code on a picture leads to. */
  function read(file: Blob): Promise<readonly Found[] | undefined> {
    forget()
    picture = file
    return send(file, undefined)
  }

  /** The same picture, once it was said which of its codes is meant; from 0. */
  function choose(choice: number): Promise<readonly Found[] | undefined> {
    return picture === undefined ? Promise.resolve(undefined) : send(picture, choice)
  }

  return {
    found: shallowReadonly(found),
    failure: readonly(failure),
    isLoading: readonly(isLoading),
    codes: shallowReadonly(codes),
    find,
    read,
    choose,
    forget,
  }
}
