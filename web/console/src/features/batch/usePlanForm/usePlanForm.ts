/**
 * The form of a plan: a new batch, a copy of another one, or another plan for one that there is. What somebody
 * else has saved meanwhile is put beside what was typed here.
 */
import { computed, inject, shallowRef, toRaw } from 'vue'
import type { InjectionKey } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { failureText, hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useForm } from '../../../lib/useForm/useForm'
import type { Advice } from '../../../lib/useForm/useForm'
import type { Session } from '../../session/useSession/useSession'
import { changedFields, changesBetween, merged } from '../changes'
import type { Change } from '../changes'
import { adviceOf } from '../check'
import { draftOf, planOf } from '../draft'
import type { Plan, PlanDraft } from '../draft'
import type { State } from '../steps'

type View = Schemas['BatchPlanView']

/** What the form begins with. */
export interface PlanFormSettings {
  readonly base: PlanDraft
  /** The batch that gets the plan; none for a new one. */
  readonly known?: { readonly id: string; readonly state: State; readonly plan: Plan; readonly version: string | undefined }
}

/** What somebody else has saved, and where both have changed the same. */
export interface Conflict {
  readonly theirs: readonly Change[]
  readonly both: ReadonlySet<keyof PlanDraft>
  /** Where it is another one. */
  readonly state: State | undefined
}

/** The API's names for the fields, where those differ. */
const FIELDS = {
  feature_code: 'featureCode',
  graduation: 'cohorts',
  grade_year: 'cohorts',
  level: 'cohorts',
  opens_at: 'opensAt',
  closes_at: 'closesAt',
  from: 'hoursFrom',
  until: 'hoursUntil',
  attempts_limit: 'attempts',
  free_checks_limit: 'checks',
  replace_within_days: 'replaceDays',
  price_fen: 'price',
  photo_not_before: 'photoNotBefore',
} as const satisfies Record<string, keyof PlanDraft>

/** The field whose value another batch has. */
function takenField(error: ApiError | undefined): 'slug' | 'featureCode' | undefined {
  if (!hasCode(error, 'taken') || error?.kind !== 'problem') return undefined
  return error.problem['what'] === 'link' ? 'slug' : error.problem['what'] === 'feature-code' ? 'featureCode' : undefined
}

/** Opens the form. */
export function usePlanForm(api: Api, session: Pick<Session, 'isOver'>, settings: PlanFormSettings) {
  const base = shallowRef(settings.base)
  const known = shallowRef(settings.known)
  const conflict = shallowRef<Conflict>()
  const newest = shallowRef<{ readonly view: View; readonly version: string | undefined }>()
  const action = createAction({ onAnswer: session.isOver })
  /** The unique value that was refused: another one is not told the same. */
  const refused = shallowRef('')

  const form = useForm<PlanDraft, View>({ initial: settings.base, check: adviceOf, send, action, fields: FIELDS })

  async function send(draft: Readonly<PlanDraft>, key: string): Promise<Result<View>> {
    const { value: batch } = known
    const body = planOf(draft, batch?.plan)
    const header = batch?.version === undefined ? {} : { 'If-Match': batch.version }
    const result = batch === undefined
      ? await api.POST('/api/v1/staff/batches', { params: { header: { 'Idempotency-Key': key } }, body })
      : await api.PUT('/api/v1/staff/batches/{id}/plan', { params: { path: { id: batch.id }, header }, body })
    const field = takenField(result.error)
    refused.value = field === undefined ? '' : draft[field]
    if (hasCode(result.error, 'stale')) await compare()
    return result
  }

  /** Reads what somebody else has saved. */
  async function compare(): Promise<void> {
    const { value: batch } = known
    if (batch === undefined) return
    const { data, error, etag } = await api.GET('/api/v1/staff/batches/{id}', { params: { path: { id: batch.id } } })
    session.isOver(error)
    if (data === undefined) return
    newest.value = { view: data, version: etag }
    const theirs = draftOf(data.plan)
    const own = new Set(changedFields(base.value, form.values))
    conflict.value = {
      theirs: changesBetween(base.value, theirs),
      both: new Set(changedFields(base.value, theirs).filter((field) => own.has(field))),
      state: data.state === batch.state ? undefined : data.state,
    }
  }

  /** Goes on with the newest version, and with what was typed here or without it. */
  function goOn(isOwnKept: boolean): void {
    const { value: found } = newest
    const { value: batch } = known
    if (found === undefined || batch === undefined) return
    const theirs = draftOf(found.view.plan)
    form.reset(isOwnKept ? merged(base.value, toRaw(form.values), theirs) : theirs)
    base.value = theirs
    known.value = { id: batch.id, state: found.view.state, plan: found.view.plan, version: found.version }
    conflict.value = undefined
  }

  const advice = computed<Advice<PlanDraft>>(() => {
    const { value: error } = action.failure
    const field = takenField(error)
    if (error === undefined || field === undefined || form.values[field] !== refused.value) return form.advice.value
    return { ...form.advice.value, [field]: failureText(error) }
  })

  return {
    ...form,
    advice,
    // The conflict says more than the refusal does, and a value that is taken is told at its field.
    failure: computed(() => {
      const { value: error } = form.failure
      return hasCode(error, 'stale') || takenField(error) !== undefined ? undefined : error
    }),
    isChanged: computed(() => changedFields(base.value, form.values).length > 0),
    /** Students rely on mode, link, opening and schools. */
    isReliedOn: computed(() => known.value !== undefined && known.value.state !== 'draft'),
    /** Schools that have to stay. */
    keptSchools: computed(() => (known.value === undefined || known.value.state === 'draft' ? [] : base.value.schools)),
    conflict,
    goOn,
  }
}

export type PlanForm = ReturnType<typeof usePlanForm>

export const PLAN_FORM: InjectionKey<PlanForm> = Symbol('plan form')

/** The form, within one of its sections. */
export function usePlanFields(): PlanForm {
  const form = inject(PLAN_FORM)
  if (form === undefined) throw new Error('a section of a plan was mounted without its form')
  return form
}
