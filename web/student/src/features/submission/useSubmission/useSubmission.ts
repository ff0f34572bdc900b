/** The submission that a photo belongs to, and its way into review. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

export function useSubmission(api: Api) {
  const submission = shallowRef<Schemas['SubmissionView']>()
  const loading = useAction()
  const going = useAction()

  /** Counts what was done here: an answer that was asked for before it is not true any more. */
  let done = 0

  /** Loads the submission of a degree. */
  async function load(degree: string): Promise<void> {
    const before = done
    const params = { path: { id: degree } }
    const now = await loading.run(() => api.GET('/api/v1/degrees/{id}/submission', { params }))
    if (now !== undefined && before === done) submission.value = now
  }

  /** The photo that is meant when a link names none: the one that stands, else the last one. */
  async function photoOf(degree: string): Promise<string | undefined> {
    const standing = submission.value
    if (standing !== undefined && 'photo' in standing) return standing.photo
    if (standing?.state === 'rejected') return standing.rejection.photo
    const photos = await loading.run(() =>
      api.GET('/api/v1/degrees/{id}/photos', { params: { path: { id: degree } } }),
    )
    return [...(photos?.items ?? [])].sort((one, other) => other.number - one.number)[0]?.id
  }

  /** Takes the photo where that was not done, then submits it; whether it is in review now. */
  async function submit(photo: Schemas['PhotoView'], version: string | undefined): Promise<boolean> {
    const { id } = photo
    if (photo.state === 'assessed') {
      const confirmed = await going.run((key) =>
        api.POST('/api/v1/photos/{id}/confirm', {
          params: { path: { id }, header: writeHeaders(key, version) },
          body: { accepted: [...photo.doubts] },
        }),
      )
      if (confirmed === undefined) return false
    }
    return submitStanding(photo)
  }

  /** Submits what stands, if it is this photo: another one may have been offered on another phone. */
  async function submitStanding(photo: Schemas['PhotoView']): Promise<boolean> {
    let etag: string | undefined
    const standing = await going.run(async () => {
      const result = await api.GET('/api/v1/degrees/{id}/submission', { params: { path: { id: photo.degree } } })
      etag = result.etag
      return result
    })
    if (standing === undefined) return false
    submission.value = standing
    if (!('photo' in standing) || standing.photo !== photo.id) return false
    const submitted = await going.run((key) =>
      api.POST('/api/v1/submissions/{id}/submit', {
        params: { path: { id: standing.id }, header: writeHeaders(key, etag) },
      }),
    )
    if (submitted !== undefined) {
      done += 1
      submission.value = submitted
    }
    return submitted !== undefined
  }

  return {
    submission: shallowReadonly(submission),
    loadFailure: loading.failure,
    busy: going.busy,
    failure: going.failure,
    load,
    photoOf,
    submit,
  }
}
