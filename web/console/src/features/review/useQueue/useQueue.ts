/** What waits for a reviewer: how much in each round, and the photos of one of them. */
import { readonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'
import { choiceOf } from '../choice'
import type { Filters } from '../choice'

/** How many come at a time. */
const PART = 50

/** Opens the queue; nothing is asked before `refresh`. */
export function useQueue(api: Api, session: Pick<Session, 'isOver'>, filters: Readonly<Ref<Filters>>) {
  const sizes = shallowRef<readonly Schemas['QueueSizeView'][]>()
  const sizesFailure = shallowRef<ApiError>()
  const { items, ...pages } = usePages<Schemas['QueueItemView']>({
    load: (after) => {
      const query = { ...choiceOf(filters.value), limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/reviews/queue', { params: { query } })
    },
    keyOf: ({ submission }) => submission,
    onAnswer: session.isOver,
    isQueue: true,
  })

  async function refreshSizes(): Promise<boolean> {
    const { data, error } = await api.GET('/api/v1/reviews/sizes')
    session.isOver(error)
    sizesFailure.value = error
    if (data !== undefined) sizes.value = data.items
    return data !== undefined
  }

  async function refresh(): Promise<boolean> {
    // Who has loaded further parts is reading them.
    const isRead = (items.value?.length ?? 0) > PART
    const [one, other] = await Promise.all([refreshSizes(), isRead || pages.refresh()])
    return one && other
  }

  watch(filters, () => void pages.restart())

  return { ...pages, waiting: items, sizes: readonly(sizes), sizesFailure: readonly(sizesFailure), refresh }
}
