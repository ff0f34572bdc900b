/** Finding the batch: by the link of a poster, or by the feature code while it is typed. */
import { computed, onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { liveFeatureCode, parseFeatureCode } from '@caixiang/shared/validation/codes'
import { entranceOf, posterCodeOf } from '@caixiang/shared/validation/entrance'
import type { LaunchQuery } from '@caixiang/shared/validation/entrance'
import type { Api } from '../../../lib/api'

type Batch = Schemas['BatchView']
type Prices = Schemas['QuoteView']

/** Somebody who types pauses less long between two characters. */
const PAUSE_MS = 600

/** What is known of the batch. */
function createKnowledge() {
  return {
    featureCode: shallowRef(''),
    slug: shallowRef(''),
    batch: shallowRef<Batch>(),
    /** What it charges, where a link told it. */
    prices: shallowRef<Prices>(),
    /** The region of a link that has no batch open. */
    emptyRegion: shallowRef(''),
    /** The code that led to the present batch. */
    provenCode: shallowRef(''),
    /** The code of which nothing is known, and whether the student asked for it. */
    unknown: shallowRef<{ readonly code: string; readonly isAsked: boolean }>(),
    isLinkGone: shallowRef(false),
    isOther: shallowRef(false),
  }
}

/** Questions to the service, of which only the latest counts. */
function createQuestions() {
  const busy = shallowRef(false)
  const failure = shallowRef<ApiError>()
  let latest = 0

  /** Asks; an answer that was overtaken by a later question is dropped. */
  async function ask<Data>(question: () => Promise<Result<Data>>): Promise<Result<Data> | undefined> {
    const mine = (latest += 1)
    busy.value = true
    failure.value = undefined
    const result = await question()
    if (mine !== latest) return undefined
    busy.value = false
    if (result.error !== undefined && !hasCode(result.error, 'not-found')) failure.value = result.error
    return result
  }

  /** Whatever was asked, the answer does not matter any more. */
  function drop(): void {
    latest += 1
    busy.value = false
    failure.value = undefined
  }

  return { busy, failure, ask, drop }
}

/** Both ways to a batch, and what each of them changes in what is known. */
function createSearch(
  api: Api,
  known: ReturnType<typeof createKnowledge>,
  { ask }: ReturnType<typeof createQuestions>,
) {
  const { featureCode, slug, batch, prices, emptyRegion, provenCode, unknown, isLinkGone, isOther } = known

  /** `code` is what the link brought along: on a slow network one question after the other takes a second more. */
  async function byLink(end: string, code?: string): Promise<void> {
    slug.value = end
    const params = { path: { slug: end }, query: code === undefined ? {} : { code } }
    const found = await ask(() => api.GET('/api/v1/links/{slug}', { params }))
    if (found === undefined) return
    const { data: entrance } = found
    isLinkGone.value = hasCode(found.error, 'not-found')
    batch.value = entrance?.batch ?? undefined
    prices.value = entrance?.prices ?? undefined
    if (code !== undefined && entrance?.kind === 'batch' && entrance.is_code_right) provenCode.value = liveFeatureCode(code)
    emptyRegion.value = entrance?.kind === 'region' && !entrance.batch ? entrance.region.name : ''
  }

  async function byCode(isAsked: boolean): Promise<void> {
    const code = parseFeatureCode(featureCode.value)
    if (code === undefined || (code === provenCode.value && batch.value !== undefined)) return
    const before = slug.value === '' ? undefined : batch.value?.id
    const found = await ask(() => api.GET('/api/v1/batches/by-code/{code}', { params: { path: { code } } }))
    if (found === undefined) return
    unknown.value = hasCode(found.error, 'not-found') ? { code, isAsked } : undefined
    if (found.data === undefined) return
    isOther.value = before !== undefined && before !== found.data.id
    isLinkGone.value = false
    emptyRegion.value = ''
    if (batch.value?.id !== found.data.id) prices.value = undefined
    batch.value = found.data
    provenCode.value = liveFeatureCode(code)
  }

  /** Asks once more what went without an answer. */
  async function again(): Promise<void> {
    if (batch.value === undefined && slug.value !== '') await byLink(slug.value, parseFeatureCode(featureCode.value))
    await byCode(false)
  }

  return { byLink, byCode, again }
}

/** By how the page was opened; whether there was a link. `type` puts a code into its field. */
async function enterBy(
  query: LaunchQuery,
  { byLink, byCode }: ReturnType<typeof createSearch>,
  type: (code: string) => void,
): Promise<boolean> {
  const end = entranceOf(query)
  if (end === undefined) return false
  const code = posterCodeOf(query)
  await byLink(end, code)
  if (code === undefined) return true
  type(code)
  // Asks only where the link's answer has not said it.
  await byCode(false)
  return true
}

/** The batch that somebody was led to, or is typing the code of. */
export function useBatch(api: Api) {
  const known = createKnowledge()
  const questions = createQuestions()
  const search = createSearch(api, known, questions)
  const { featureCode, slug, batch, prices, emptyRegion, provenCode, unknown, isLinkGone, isOther } = known
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Group batches want their feature code, even from who came by their link. */
  const needsCode = computed(() => {
    if (batch.value?.mode !== 'group') return false
    return provenCode.value === '' || liveFeatureCode(featureCode.value) !== provenCode.value
  })
  const isReady = computed(() => batch.value?.acceptance === 'open' && !needsCode.value)

  async function byCode(isAsked: boolean): Promise<void> {
    clearTimeout(timer)
    await search.byCode(isAsked)
  }

  /** Puts right what is typed, and looks once the student pauses. */
  function type(typed: string): void {
    featureCode.value = liveFeatureCode(typed)
    unknown.value = undefined
    isLinkGone.value = false
    emptyRegion.value = ''
    clearTimeout(timer)
    if (featureCode.value === provenCode.value) return
    // A batch that the code led to goes with the code; one of a link stays.
    if (slug.value === '' || isOther.value) batch.value = undefined
    isOther.value = false
    provenCode.value = ''
    if (parseFeatureCode(featureCode.value) !== undefined) timer = setTimeout(() => void byCode(false), PAUSE_MS)
  }

  function forget(): void {
    questions.drop()
    clearTimeout(timer)
    for (const text of [featureCode, slug, emptyRegion, provenCode]) text.value = ''
    batch.value = prices.value = unknown.value = undefined
    isOther.value = isLinkGone.value = false
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })

  return {
    featureCode: readonly(featureCode),
    slug: readonly(slug),
    batch: shallowReadonly(batch),
    prices: shallowReadonly(prices),
    emptyRegion: readonly(emptyRegion),
    unknown: readonly(unknown),
    isLinkGone: readonly(isLinkGone),
    isOther: readonly(isOther),
    busy: readonly(questions.busy),
    failure: shallowReadonly(questions.failure),
    needsCode,
    isReady,
    type,
    byCode,
    byLink: search.byLink,
    again: search.again,
    enter: (query: LaunchQuery) => enterBy(query, search, type),
    forget,
  }
}

/** The same, for the parts of the page. */
export type BatchFinding = ReturnType<typeof useBatch>
