/** The ledger: entries part by part, the sum of every account, and what each day moved. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'

type Entry = Schemas['Page_LedgerEntryView']['items'][number]
export type DaySum = Schemas['List_DaySumView']['items'][number]

/** How many come at a time. */
const PART = 100

/** Which part of the ledger is looked at; days in China, both or neither. */
export interface Stretch {
  readonly batch: string
  readonly from: string
  readonly until: string
}

/** What the service is asked for: days count when both are there. */
export function askedOf({ batch, from, until }: Stretch) {
  const days = from !== '' && until !== '' ? { from, until } : {}
  return { ...(batch === '' ? {} : { batch }), ...days }
}

export function useLedger(api: Api, session: Pick<Session, 'isOver'>, stretch: Readonly<Ref<Stretch>>) {
  const sums = useAnswer(() => api.GET('/api/v1/money/ledger/sums', { params: { query: askedOf(stretch.value) } }), session.isOver)
  const { items, ...pages } = usePages<Entry>({
    load: (after) => {
      const query = { ...askedOf(stretch.value), limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/money/ledger', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
  })

  watch(
    () => JSON.stringify(askedOf(stretch.value)),
    () => {
      void pages.restart()
      void sums.restart()
    },
    { immediate: true },
  )

  return { ...pages, entries: items, sums: sums.data, sumsFailure: sums.failure }
}

/** One day: what came in, and what of it goes back. */
export interface Day {
  readonly day: string
  readonly inFen: number
  readonly backFen: number
}

/** Accounts in which money is. */
const MONEY: readonly Schemas['LedgerAccountWord'][] = ['wechat-pay', 'local', 'bank', 'cash']

/** Income by day, the last day first: what grew the income, less refunds that were approved. */
export function daysOf(moves: readonly DaySum[]): readonly Day[] {
  const days = new Map<string, { inFen: number; backFen: number }>()
  for (const { day, debit, credit, fen } of moves) {
    const found = days.get(day) ?? { inFen: 0, backFen: 0 }
    if (credit === 'income') found.inFen += fen
    if (debit === 'income') found.backFen += fen
    days.set(day, found)
  }
  return [...days].map(([day, sums]) => ({ day, ...sums })).sort((one, other) => other.day.localeCompare(one.day))
}

/** What arrived in the accounts by their names, over all days. */
export function arrivedOf(moves: readonly DaySum[]): readonly { readonly account: Schemas['LedgerAccountWord']; readonly fen: number }[] {
  const sums = new Map<Schemas['LedgerAccountWord'], number>()
  for (const { debit, fen } of moves) {
    if (MONEY.includes(debit)) sums.set(debit, (sums.get(debit) ?? 0) + fen)
  }
  return [...sums].map(([account, fen]) => ({ account, fen }))
}

export function useIncome(api: Api, session: Pick<Session, 'isOver'>, stretch: Readonly<Ref<Stretch>>) {
  const { data: moves, failure, isLoading, load, restart } = useAnswer(
    () => api.GET('/api/v1/money/income', { params: { query: askedOf(stretch.value) } }),
    session.isOver,
  )
  watch(() => JSON.stringify(askedOf(stretch.value)), () => void restart(), { immediate: true })
  return { moves, failure, isLoading, load }
}
