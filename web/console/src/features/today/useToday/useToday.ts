/** What there is to do today: asked of the service, as far as the person may ask. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Api } from '../../../lib/api'
import { dayAfter, dayOf } from '../../../lib/chinaTime'
import { opens } from '../../../room'
import type { Session } from '../../session/useSession/useSession'
import { arrivalsTask, differencesTask, handBackTask, invoicesTask, requestedTask, stuckTask } from '../moneyTasks'
import { batchTask, disputesTask, enquiriesTask, inOrder, reviewTask, secondTask } from '../tasks'
import type { Task } from '../tasks'

import { askAboutService } from './askAboutService'

/** The newest ones; what is older is over. */
const BATCHES = 200

/** Days whose bills are looked at; as many as the page of the reconciliation shows. */
const BILL_DAYS = 30

/** What waits about money, as far as the person may do something about it. */
async function askAboutMoney(api: Api, may: (permission: 'handle-money' | 'approve-refunds') => boolean, nowMs: number) {
  const refunds = (state: 'stuck' | 'requested' | 'approved') => api.GET('/api/v1/money/refunds', { params: { query: { state } } })
  const today = dayOf(nowMs)
  const days = { params: { query: { from: dayAfter(today, -BILL_DAYS), until: today } } }
  const mayHandle = may('handle-money')
  const [requested, stuck, approved, recorded, invoices, bills] = await Promise.all([
    may('approve-refunds') ? refunds('requested') : undefined,
    mayHandle ? refunds('stuck') : undefined,
    mayHandle ? refunds('approved') : undefined,
    mayHandle ? api.GET('/api/v1/money/recorded', {}) : undefined,
    mayHandle ? api.GET('/api/v1/money/invoices', { params: { query: { state: 'requested' } } }) : undefined,
    mayHandle ? api.GET('/api/v1/money/reconciliations', days) : undefined,
  ])
  return {
    errors: [requested, stuck, approved, recorded, invoices, bills].flatMap((answer) => answer?.error ?? []),
    tasksOf: (own: string | undefined) => [
      differencesTask(bills?.data?.items ?? []),
      stuckTask(stuck?.data ?? NONE, nowMs),
      requestedTask(requested?.data ?? NONE, own, nowMs),
      arrivalsTask(recorded?.data ?? NONE, nowMs),
      handBackTask(approved?.data ?? NONE, nowMs),
      invoicesTask(invoices?.data ?? NONE, nowMs),
    ],
  }
}

const NONE = { items: [] }

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
    const [batches, money, service, sizes, disputes, enquiries, changes, packages, discs, lists] = await Promise.all([
      api.GET('/api/v1/staff/batches', { params: { query: { limit: BATCHES } } }),
      askAboutMoney(api, may, nowMs),
      askAboutService(api, may, nowMs),
      may('review-for-school', 'review-for-centre') ? api.GET('/api/v1/reviews/sizes') : undefined,
      may('release-degrees') ? api.GET('/api/v1/staff/disputes') : undefined,
      may('answer-students') ? api.GET('/api/v1/staff/enquiries') : undefined,
      maySecond ? api.GET('/api/v1/staff/change-requests', { params: { query: { open: true } } }) : undefined,
      maySecond ? api.GET('/api/v1/registry-packages', proposed) : undefined,
      maySecond ? api.GET('/api/v1/discs', proposed) : undefined,
      maySecond ? api.GET('/api/v1/list-exports', proposed) : undefined,
    ])
    isLoading.value = false
    const answers = [batches, sizes, disputes, enquiries, changes, packages, discs, lists]
    const errors = [...answers.flatMap((answer) => answer?.error ?? []), ...money.errors, ...service.errors]
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
      ...money.tasksOf(session.staff.value?.id),
      ...service.tasks,
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
