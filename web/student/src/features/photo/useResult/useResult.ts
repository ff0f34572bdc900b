/** The result of a photo's check: what it means, what may be done now, and doing it. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { onOriginal } from '@caixiang/shared/photo/marks'
import type { PictureSize } from '@caixiang/shared/photo/marks'
import { groupVerdicts, openDoubts } from '@caixiang/shared/photo/verdicts'
import { isBlocked } from '@caixiang/shared/text/standing'
import type { Api } from '../../../lib/api'
import { onNetworkReturn } from '../../../lib/network'
import { keepForWhile, readForWhile } from '../../../lib/tabStorage'
import { numbered } from '../marking'
import { useSubmission } from '../../submission/useSubmission/useSubmission'
import { usePhoto } from '../usePhoto/usePhoto'

type Photo = Schemas['PhotoView']
type Submission = Schemas['SubmissionView']

/** What the page is about: the check, or what became of the photo. */
export type Phase = 'checking' | 'check' | 'rejected' | 'standing'

/** What the check says in one word. */
export type Summary = 'unusable' | 'stop' | 'turned-down' | 'look' | 'good'

/** What the page is about, by the photo and the submission that it belongs to. */
export function phaseOf(photo: Photo | undefined, now: Submission | undefined): Phase {
  if (photo === undefined || photo.state === 'received') return 'checking'
  if (now?.state === 'rejected' && now.rejection.photo === photo.id) return 'rejected'
  const isStanding = now !== undefined && 'photo' in now && now.photo === photo.id
  if (isStanding && (now.state === 'awaiting-review' || now.state === 'approved')) return 'standing'
  if (now?.state === 'voided' || now?.state === 'expired') return 'standing'
  return 'check'
}

/** What was found, by the photo. */
function useFindings(photoOf: () => Photo | undefined, submissionOf: () => Submission | undefined) {
  const groups = computed(() => groupVerdicts(photoOf()?.verdicts ?? []))
  const geometry = computed(() => photoOf()?.geometry ?? undefined)
  const places = computed(() => numbered(groups.value, geometry.value))
  const isUsable = computed(() => {
    const photo = photoOf()
    return photo?.state === 'confirmed' || (photo?.state === 'assessed' && photo.is_usable)
  })
  const doubts = computed(() => {
    const photo = photoOf()
    return photo?.state === 'assessed' && photo.is_usable ? photo.doubts : []
  })
  const summary = computed((): Summary => {
    if (photoOf()?.state === 'unusable') return 'unusable'
    if (!isUsable.value) return 'stop'
    // The check has nothing against it, and yet it is not offered: it was rejected before.
    if (submissionOf()?.state === 'rejected') return 'turned-down'
    const { look, unknown } = groups.value
    // One that was taken back has no open doubts any more, and is still not without any.
    return doubts.value.length + look.length + unknown.length > 0 ? 'look' : 'good'
  })
  return { groups, geometry, places, isUsable, doubts, summary }
}

/** What may be done with the photo now. */
function useChoices(photoOf: () => Photo | undefined, submissionOf: () => Submission | undefined, isUsable: () => boolean) {
  /** What is submitted is the photo that the submission holds: only there is a button for it. */
  const canSubmit = computed(() => {
    const now = submissionOf()
    const isOffered = now?.state === 'awaiting-confirmation' || now?.state === 'withdrawn'
    return isUsable() && isOffered && now.photo === photoOf()?.id && now.attempts_left > 0
  })
  /** Nothing can be taken while another photo is in review or approved, without checks, nor where the student is blocked. */
  const canRetake = computed(() => {
    const now = submissionOf()
    if (now === undefined || isBlocked(now)) return false
    return now.checks_left > 0 && now.state !== 'awaiting-review' && now.state !== 'approved'
  })
  /** The photo that the submission holds instead of this one. */
  const other = computed(() => {
    const now = submissionOf()
    return now !== undefined && 'photo' in now && now.photo !== photoOf()?.id ? now.photo : undefined
  })
  return { canSubmit, canRetake, other }
}

const TICKED = 'ticked-doubts'

/** The points that the student has to look at, and the question before the last step. */
function useAsking(photoOf: () => string | undefined, doubtsOf: () => readonly string[]) {
  const ticked = shallowRef<readonly string[]>([])
  const isReminded = shallowRef(false)
  const isAsking = shallowRef(false)

  /** Ticks the points of a row; pressed again it takes the ticks back. */
  function tick(rules: readonly string[]): void {
    const others = ticked.value.filter((rule) => !rules.includes(rule))
    const isTicked = rules.every((rule) => ticked.value.includes(rule))
    ticked.value = isTicked ? others : [...others, ...rules]
    isReminded.value = false
    keepForWhile(TICKED, [photoOf() ?? '', ...ticked.value].join(' '))
  }

  /** Ticks again what was ticked before the page was loaded anew. */
  function recall(): void {
    const [photo, ...rules] = readForWhile(TICKED).split(' ')
    if (photo === photoOf()) ticked.value = rules.filter((rule) => doubtsOf().includes(rule))
  }

  /** Asks for the last word, once every doubt is ticked. */
  function ask(): void {
    isReminded.value = openDoubts(doubtsOf(), ticked.value).length > 0
    isAsking.value = !isReminded.value
  }

  function stopAsking(): void {
    isAsking.value = false
  }

  return {
    ticked: shallowReadonly(ticked),
    isReminded: readonly(isReminded),
    isAsking: readonly(isAsking),
    tick,
    recall,
    ask,
    stopAsking,
  }
}

/** The page of one photo of a degree. */
export function useResult(api: Api) {
  const degree = shallowRef('')
  const { load: loadPhoto, ...found } = usePhoto(api)
  const standing = useSubmission(api)
  const findings = useFindings(
    () => found.photo.value,
    () => standing.submission.value,
  )
  const choices = useChoices(
    () => found.photo.value,
    () => standing.submission.value,
    () => findings.isUsable.value,
  )
  const { recall, ...asking } = useAsking(
    () => found.photo.value?.id,
    () => findings.doubts.value,
  )
  const failure = computed(() => found.failure.value ?? standing.loadFailure.value)
  onNetworkReturn(() => {
    if (found.hasStopped.value || failure.value !== undefined) void load()
  })
  const phase = computed(() => phaseOf(found.photo.value, standing.submission.value))
  let wanted = ''

  /** Opens the page by its query; without a photo it is the one that stands, else the last one. */
  async function open(query: { readonly degree?: string; readonly photo?: string }): Promise<void> {
    degree.value = query.degree ?? ''
    wanted = query.photo ?? ''
    await load()
  }

  async function load(): Promise<void> {
    asking.stopAsking()
    await standing.load(degree.value)
    if (standing.loadFailure.value !== undefined) return
    const id = wanted === '' ? await standing.photoOf(degree.value) : wanted
    if (id === undefined) return
    await loadPhoto(id)
    recall()
    // The check has used one of the free ones, and may have offered the photo.
    await standing.load(degree.value)
  }

  /** Submits the photo; whether it is in review now. */
  async function submit(): Promise<boolean> {
    const { value: photo } = found.photo
    if (photo === undefined || !(await standing.submit(photo, found.etag.value))) return false
    asking.stopAsking()
    await standing.load(degree.value)
    return true
  }

  /** Places on the whole original of this size. */
  function marksOnOriginal(size: PictureSize) {
    const { value: geometry } = findings.geometry
    const { value: places } = findings.places
    return geometry === undefined ? places : places.map((place) => ({ ...place, mark: onOriginal(place.mark, geometry, size) }))
  }

  return {
    ...found,
    ...findings,
    ...choices,
    ...asking,
    degree: readonly(degree),
    phase,
    /** Whether the check is still waited for. */
    isWaiting: computed(() => phase.value === 'checking' && found.failure.value === undefined),
    submission: standing.submission,
    failure,
    isSubmitting: standing.busy,
    refusal: standing.failure,
    open,
    load,
    submit,
    marksOnOriginal,
  }
}
