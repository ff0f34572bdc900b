/** Which batches a list shows, as the address says it. */
import type { LocationQuery } from 'vue-router'

import { BATCH_STATES } from '../progress/words'

import type { Batch } from './calendar'
import type { State } from './steps'

/** What is looked for. */
export interface BatchFilter {
  readonly words: string
  readonly state: State | 'all'
}

/** What the address says; what it does not know counts for nothing. */
export function filterOf({ q, state }: LocationQuery): BatchFilter {
  return {
    words: typeof q === 'string' ? q : '',
    state: typeof state === 'string' && Object.hasOwn(BATCH_STATES, state) ? (state as State) : 'all',
  }
}

/** The address of a filter, without what goes without saying. */
export function filterQuery({ words, state }: BatchFilter): Record<string, string> {
  return { ...(words.trim() === '' ? {} : { q: words.trim() }), ...(state === 'all' ? {} : { state }) }
}

/** The batches that fit; every word has to be somewhere in name, code, link or levels. */
export function fitting(batches: readonly Batch[], { words, state }: BatchFilter): readonly Batch[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return batches.filter((batch) => {
    if (state !== 'all' && batch.state !== state) return false
    const labels = batch.cohorts.map(({ label }) => label)
    const known = [batch.name, batch.slug, batch.feature_code ?? '', ...labels].join(' ').toLowerCase()
    return wanted.every((word) => known.includes(word))
  })
}
