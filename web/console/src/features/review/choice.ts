/** Which photos a reviewer wants to see: the queue, the desk and their addresses say it alike. */
import type { LocationQuery } from 'vue-router'

import type { Schemas } from '@caixiang/shared/api/types'

/** What is chosen. */
export interface Filters {
  /** The own one without it. */
  readonly round: Schemas['ReviewRound'] | undefined
  readonly doubts: 'all' | 'with' | 'without'
  readonly order: Schemas['QueueOrder']
  /** Leaves out what colleagues have in hand. */
  readonly isFree: boolean
  /** One batch alone; its id. */
  readonly batch: string | undefined
}

/** The choice in the words of the API. */
export function choiceOf({ round, doubts, order, isFree, batch }: Filters) {
  return {
    order,
    ...(round === undefined ? {} : { round }),
    ...(doubts === 'all' ? {} : { with_doubts: doubts === 'with' }),
    ...(isFree ? { free: true } : {}),
    ...(batch === undefined ? {} : { batch }),
  }
}

/** The choice that an address makes; what makes no sense is left out. */
export function filtersOf(query: LocationQuery): Filters {
  const { round, doubts, order, free, batch } = query
  return {
    round: round === 'school' || round === 'centre' ? round : undefined,
    doubts: doubts === 'with' || doubts === 'without' ? doubts : 'all',
    order: order === 'age' ? 'age' : 'doubts',
    isFree: free === '1',
    batch: typeof batch === 'string' && /^[\da-f-]{36}$/i.test(batch) ? batch : undefined,
  }
}

/** The address of a choice, without what goes without saying. */
export function queryOf({ round, doubts, order, isFree, batch }: Filters): Record<string, string> {
  return {
    ...(round === undefined ? {} : { round }),
    ...(doubts === 'all' ? {} : { doubts }),
    ...(order === 'doubts' ? {} : { order }),
    ...(isFree ? { free: '1' } : {}),
    ...(batch === undefined ? {} : { batch }),
  }
}
