/** Figures of reviews: of reviewers, and where rules and reviewers disagree; each for who may see it. */
import { readonly, shallowReadonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Api } from '../../../lib/api'
import { opens } from '../../../room'
import type { Permission } from '../../../room'
import type { Session } from '../../session/useSession/useSession'
import { stretchOf } from '../figures'
import type { Agreement, ReviewerFigures, RuleFigures, Stretch } from '../figures'

/** Who sees reviewers: oneself, or all of them for who manages staff. */
export const SEES_REVIEWERS: readonly Permission[] = ['review-for-school', 'review-for-centre', 'manage-staff']

/** Who sees how rules fare. */
export const SEES_RULES: readonly Permission[] = ['manage-batches']

/** Who sees how far reviewers agree. */
const SEES_AGREEMENT: readonly Permission[] = ['manage-staff']

/** Asks whenever another stretch of time is chosen. */
export function useFigures(api: Api, session: Pick<Session, 'isOver' | 'staff'>, days: Readonly<Ref<Stretch>>) {
  const reviewers = shallowRef<readonly ReviewerFigures[]>()
  const rules = shallowRef<readonly RuleFigures[]>()
  const agreement = shallowRef<Agreement>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  let round = 0

  async function refresh(): Promise<void> {
    round += 1
    const mine = round
    const permissions = session.staff.value?.permissions ?? []
    const params = { query: stretchOf(days.value, Date.now()) }
    isLoading.value = true
    const [ofReviewers, ofRules, ofBoth] = await Promise.all([
      opens(SEES_REVIEWERS, permissions) ? api.GET('/api/v1/reviews/reviewers', { params }) : undefined,
      opens(SEES_RULES, permissions) ? api.GET('/api/v1/reviews/rules', { params }) : undefined,
      opens(SEES_AGREEMENT, permissions) ? api.GET('/api/v1/reviews/agreement', { params }) : undefined,
    ])
    const error = ofReviewers?.error ?? ofRules?.error ?? ofBoth?.error
    session.isOver(error)
    if (mine !== round) return
    isLoading.value = false
    failure.value = error
    // What could not be had is not shown as it was before.
    reviewers.value = ofReviewers?.data?.items
    rules.value = ofRules?.data?.items
    agreement.value = ofBoth?.data
  }

  watch(days, refresh, { immediate: true })

  /** Decisions with what every rule had said, as a file by which a standard is calibrated. */
  async function labels(): Promise<Result<ArrayBuffer>> {
    return api.download('/api/v1/reviews/labels.csv', { params: { query: stretchOf(days.value, Date.now()) } })
  }

  return {
    reviewers: shallowReadonly(reviewers),
    rules: shallowReadonly(rules),
    agreement: shallowReadonly(agreement),
    failure: readonly(failure),
    isLoading: readonly(isLoading),
    refresh,
    labels,
  }
}
