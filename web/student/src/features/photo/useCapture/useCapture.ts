/** Taking a photo for a degree: whether one can be taken now, by which ways, and sending it. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { isBlocked, standText } from '@caixiang/shared/text/standing'
import type { Api } from '../../../lib/api'
import { choosePicture } from '../../../lib/pictures'
import type { LocalFile } from '../../../lib/transport'
import { useAction } from '../../../lib/useAction'
import { useUpload } from '../useUpload/useUpload'

type Batch = Schemas['BatchView']
type Submission = Schemas['SubmissionView']

/** States in which no photo can be taken: in review, approved, or over. */
const STANDING: readonly Submission['state'][] = ['awaiting-review', 'approved', 'voided', 'expired']

/** What batch and submission allow. */
function useAllowance(batchOf: () => Batch | undefined, submissionOf: () => Submission | undefined) {
  const sources = computed(() => batchOf()?.rules.capture ?? [])
  /** Staff take the photo. */
  const isOnsite = computed(() => batchOf() !== undefined && sources.value.every((source) => source === 'onsite'))
  const rejection = computed(() => {
    const now = submissionOf()
    return now?.state === 'rejected' ? now.rejection : undefined
  })
  const isStanding = computed(() => {
    const now = submissionOf()
    return now !== undefined && STANDING.includes(now.state)
  })
  /** Why nothing can be taken now, if so. */
  const blocked = computed(() => {
    const now = submissionOf()
    return now !== undefined && isBlocked(now) ? standText(now) : undefined
  })
  /** A photo that was checked and only has to be submitted. */
  const offered = computed(() => {
    const now = submissionOf()
    return now?.state === 'awaiting-confirmation' || now?.state === 'withdrawn' ? now.photo : undefined
  })
  const isUsedUp = computed(() => submissionOf()?.checks_left === 0)
  return { sources, isOnsite, rejection, isStanding, blocked, offered, isUsedUp }
}

/** The ways to a photo; the id of the photo once it is there. */
function useTaking({ begin, beginAhead, use, discard }: ReturnType<typeof useUpload>) {
  const isCameraOpen = shallowRef(false)
  /** Taken with the viewfinder and not yet looked at. */
  const taken = shallowRef<LocalFile>()

  /** Has the student take or choose a picture, and sends it; the id of the photo once it is there. */
  async function choose(from: 'camera' | 'album'): Promise<string | undefined> {
    isCameraOpen.value = false
    const file = await choosePicture(from)
    return file === undefined ? undefined : begin(file, from === 'camera' ? 'live-camera' : 'album')
  }

  /** Has what was taken with the viewfinder checked. */
  async function sendTaken(): Promise<string | undefined> {
    if (taken.value === undefined) return undefined
    taken.value = undefined
    return use()
  }

  function openCamera(): void {
    if (taken.value !== undefined) discard()
    taken.value = undefined
    isCameraOpen.value = true
  }

  function closeCamera(): void {
    isCameraOpen.value = false
  }

  /** Keeps what the viewfinder took, to be looked at first; meanwhile it goes up. */
  function keep(file: LocalFile): void {
    isCameraOpen.value = false
    taken.value = file
    beginAhead(file, 'live-camera')
  }

  return {
    isCameraOpen: readonly(isCameraOpen),
    taken: readonly(taken),
    choose,
    sendTaken,
    openCamera,
    closeCamera,
    keep,
  }
}

/** The photo that is being taken for the degree. */
export function useCapture(api: Api) {
  const degree = shallowRef('')
  const batch = shallowRef<Batch>()
  const submission = shallowRef<Submission>()
  const loading = useAction()
  const upload = useUpload(api, () => degree.value)
  const allowance = useAllowance(
    () => batch.value,
    () => submission.value,
  )
  /** Whether there is something to take, for which the rules should have been read. */
  const isAsked = computed(
    () => batch.value !== undefined && !allowance.isOnsite.value && !allowance.isStanding.value,
  )

  /**
   * Opens the page of a degree; a photo that was left unsent is shown at once. One that was on its way goes
   * on: its id once the service has it.
   */
  async function open(id: string): Promise<string | undefined> {
    degree.value = id
    upload.restore()
    const sending = (await upload.restoreKept()) ? upload.resume() : undefined
    await load()
    return sending
  }

  async function load(): Promise<void> {
    const path = { id: degree.value }
    const found = await loading.run(() => api.GET('/api/v1/degrees/{id}', { params: { path } }))
    if (found === undefined) return
    const standing = await loading.run(() => api.GET('/api/v1/degrees/{id}/submission', { params: { path } }))
    // What comes next would overwrite why this failed.
    if (standing === undefined) return
    submission.value = standing
    batch.value = await loading.run(() =>
      api.GET('/api/v1/batches/{id}', { params: { path: { id: found.batch.id } } }),
    )
  }

  return {
    ...allowance,
    ...useTaking(upload),
    degree: readonly(degree),
    batch: shallowReadonly(batch),
    submission: shallowReadonly(submission),
    isAsked,
    isLoading: loading.busy,
    failure: loading.failure,
    upload,
    open,
    load,
  }
}
