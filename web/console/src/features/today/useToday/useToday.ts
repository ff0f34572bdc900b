/** What there is to do today: asked of the service, as far as the person may ask. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Api } from '../../../lib/api'
import { opens } from '../../../room'
import type { Session } from '../../session/useSession/useSession'
import { batchTask, disputesTask, enquiriesTask, inOrder, reviewTask, secondTask } from '../tasks'
import type { Task } from '../tasks'

/** The newest ones; what is older is over. */
const BATCHES = 200

/** Nothing is asked before `load`. */
export function useToday(api: Api, session: Pick<Session, 'isOver' | 'staff'>) {
  const found = shallowRef<readonly (Task | undefined)[]>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)

  const may = (...permissions: Parameters<typeof opens>[1]) => opens(permissions, session.staff.value?.permissions ?? [])

  async function load(): Promise<void> {
    if (isLoading.value) return
    isLoading.value = true
    const nowMs = Date.now()
    const maySecond = may('countersign')
    const proposed = { params: { query: { state: 'proposed' } } } as const
    const [batches, sizes, disputes, enquiries, changes, packages, discs, lists] = await Promise.all([
      api.GET('/api/v1/staff/batches', { params: { query: { limit: BATCHES } } }),
      may('review-for-school', 'review-for-centre') ? api.GET('/api/v1/reviews/sizes') : undefined,
      may('release-degrees') ? api.GET('/api/v1/staff/disputes') : undefined,
      may('answer-students') ? api.GET('/api/v1/staff/enquiries') : undefined,
      maySecond ? api.GET('/api/v1/staff/change-requests', { params: { query: { open: true } } }) : undefined,
      maySecond ? api.GET('/api/v1/registry-packages', proposed) : undefined,
      maySecond ? api.GET('/api/v1/discs', proposed) : undefined,
      maySecond ? api.GET('/api/v1/list-exports', proposed) : undefined,
    ])
    isLoading.value = false
    const errors = [batches, sizes, disputes, enquiries, changes, packages, discs, lists].flatMap((answer) => answer?.error ?? [])
    for (const error of errors) if (session.isOver(error)) return
    failure.value = errors[0]
    // What came is shown, also beside something that did not.
    if (batches.data === undefined) return
    found.value = [
      ...batches.data.items.map((batch) => batchTask(batch, nowMs)),
      reviewTask(sizes?.data?.items ?? [], nowMs),
      disputesTask(disputes?.data?.items ?? [], nowMs),
      enquiriesTask(enquiries?.data ?? { items: [] }, nowMs),
      secondTask('changes', changes?.data ?? { items: [] }, nowMs),
      secondTask('packages', packages?.data ?? { items: [] }, nowMs),
      secondTask('discs', discs?.data ?? { items: [] }, nowMs),
      secondTask('lists', lists?.data ?? { items: [] }, nowMs),
    ]
  }

  return {
    /** None before the first answer. */
    tasks: computed(() => (found.value === undefined ? undefined : inOrder(found.value))),
    failure: shallowReadonly(failure),
    isLoading: shallowReadonly(isLoading),
    load,
  }
}
