/**
 * One student at the counter: what is to be known, the consents on paper, the photo and what the check says of it, and
 * submitting for the student.
 */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { newKey, writeHeaders } from '@caixiang/shared/api/writes'

import type { Api } from '../../../lib/api'
import { useHandIn } from '../../photo/useHandIn/useHandIn'
import type { Session } from '../../session/useSession/useSession'

type Student = Schemas['CounterView']

/** Why no photo can be taken now; `undefined` where one can. */
export type Obstacle = 'not-on-site' | 'consent' | 'in-review' | 'approved' | 'over' | 'ask-centre' | 'later'

const OBSTACLES: Readonly<Record<Schemas['NextStepView']['step'], Obstacle | undefined>> = {
  'take-photo': undefined,
  'look-and-submit': undefined,
  'submit-again': undefined,
  'replace-photo': undefined,
  'come-back': 'later',
  'await-check': 'later',
  'await-review': 'in-review',
  done: 'approved',
  'ask-centre': 'ask-centre',
  over: 'over',
}

/** What stands against a photo of this student. */
export function obstacleOf(student: Student): Obstacle | undefined {
  if (!student.is_on_site) return 'not-on-site'
  return OBSTACLES[student.submission.next_step.step] ?? (missingConsents(student).length > 0 ? 'consent' : undefined)
}

/** What the student has not agreed to in the present words. */
export function missingConsents({ consents }: Student): readonly Schemas['ConsentView'][] {
  return consents.filter(({ state }) => state !== 'given')
}

/** The student who stands there. */
function createStudent(api: Api, session: Pick<Session, 'isOver'>) {
  const student = shallowRef<Student>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  /** When the student was opened, milliseconds since 1970: older files are of somebody else. */
  const openedAt = shallowRef(0)
  let round = 0

  function forget(): void {
    round += 1
    student.value = failure.value = undefined
    isLoading.value = false
  }

  async function load(degree: string): Promise<Result<Student>> {
    const mine = round
    const answer = await api.GET('/api/v1/degrees/{id}/counter', { params: { path: { id: degree } } })
    session.isOver(answer.error)
    if (mine === round) {
      failure.value = answer.error
      if (answer.data !== undefined) student.value = answer.data
    }
    return answer
  }

  async function open(degree: string): Promise<void> {
    forget()
    const mine = round
    isLoading.value = true
    openedAt.value = Date.now()
    await load(degree)
    if (mine === round) isLoading.value = false
  }

  return { student, failure, isLoading, openedAt, forget, load, open }
}

/** Nothing is asked before `open`. */
export function useCounter(api: Api, session: Pick<Session, 'isOver'>) {
  const { student, failure, isLoading, openedAt, load, ...there } = createStudent(api, session)
  const handing = useHandIn(api, session)
  /** The photo that was taken for the student already, when submitting it did not work. */
  let confirmed: string | undefined

  function forget(): void {
    confirmed = undefined
    handing.clear()
    there.forget()
  }

  async function open(degree: string): Promise<void> {
    forget()
    await there.open(degree)
  }

  /** Hands a photo in and waits for the check; afterwards the student's checks are counted anew. */
  async function take(file: Blob): Promise<Schemas['PhotoView'] | undefined> {
    const degree = student.value?.degree
    if (degree === undefined) return undefined
    const photo = await handing.send(degree, file, 'onsite')
    if (photo !== undefined && student.value?.degree === degree) await load(degree)
    return photo
  }

  /** Writes down that the student has signed these texts; the first that fails ends it. */
  async function recordConsents(signed: readonly Schemas['ConsentView'][]): Promise<Result<undefined>> {
    const degree = student.value?.degree ?? ''
    for (const { purpose, text } of signed) {
      const params = { path: { id: degree, purpose }, header: { 'Idempotency-Key': newKey() } }
      const { error } = await api.PUT('/api/v1/degrees/{id}/consents/{purpose}', { params, body: { text_version: text.version } })
      if (error !== undefined) return { error }
    }
    const { error } = await load(degree)
    return error === undefined ? { data: undefined } : { error }
  }

  /** Takes the photo with the doubts that were looked at, and submits it; the same key submits once. */
  async function submit(accepted: readonly Schemas['RuleId'][], key: string): Promise<Result<Schemas['SubmissionView']>> {
    const checked = handing.handIn.value
    if (checked.state !== 'checked' || student.value === undefined) return { error: { kind: 'no-answer' } }
    const { photo, version } = checked
    if (photo.state !== 'confirmed' && confirmed !== photo.id) {
      const params = { path: { id: photo.id }, header: writeHeaders(newKey(), version) }
      const { error } = await api.POST('/api/v1/photos/{id}/confirm', { params, body: { accepted: [...accepted] } })
      if (error !== undefined) return { error }
      confirmed = photo.id
    }
    // Confirming may have put the photo in front: the version is read again.
    const now = await load(student.value.degree)
    if (now.error !== undefined) return now
    const params = { path: { id: now.data.submission.id }, header: writeHeaders(key, now.etag) }
    const submitted = await api.POST('/api/v1/submissions/{id}/submit', { params })
    if (submitted.error === undefined) await load(now.data.degree)
    return submitted
  }

  return {
    student: shallowReadonly(student),
    failure: readonly(failure),
    isLoading: readonly(isLoading),
    openedAt: readonly(openedAt),
    handedIn: handing.handIn,
    obstacle: computed(() => (student.value === undefined ? undefined : obstacleOf(student.value))),
    isBusy: computed(() => ['sending', 'checking'].includes(handing.handIn.value.state)),
    open,
    forget,
    take,
    /** Another photo instead of the one that was looked at. */
    again: handing.clear,
    recordConsents,
    submit,
  }
}

export type Counter = ReturnType<typeof useCounter>
