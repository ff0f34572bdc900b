/** The messages that the local gateways keep: the newest again and again, older ones as asked for. */
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'
import { useArrivals } from '../useArrivals/useArrivals'

/** How many come at a time. */
const PART = 50

/** Opens the outbox; nothing is asked before `refresh`. */
export function useOutbox(api: Api, session: Pick<Session, 'isOver'>) {
  const { arrivedMs, arrivals, welcome } = useArrivals()
  const { items, hasMore, moreFailure, isLoadingMore, loadMore, ...pages } = usePages({
    load: (after) => {
      const query = { limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/staff/outbox', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    onArrival: welcome,
  })

  return {
    ...pages,
    /** Newest first; none before the first answer. */
    messages: items,
    arrivedMs,
    arrivals,
    /** Whether there are older ones. */
    hasOlder: hasMore,
    olderFailure: moreFailure,
    isLoadingOlder: isLoadingMore,
    loadOlder: loadMore,
  }
}
