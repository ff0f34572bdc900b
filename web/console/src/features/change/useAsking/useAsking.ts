/**
 * Asking a second person for a change: the approved submission is found, and for another photo in its place one of the
 * degree's photos is chosen, or a new file is handed in and looked at.
 */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import { outcomeOf } from '@caixiang/shared/api/client'
import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../../lib/api'
import { useHandIn } from '../../photo/useHandIn/useHandIn'
import type { Session } from '../../session/useSession/useSession'

type Summary = Schemas['PhotoSummaryView']

/** A submission, with the photo that is approved. */
interface Found {
  readonly submission: Schemas['SubmissionView']
  /** Nothing where there is no photo. */
  readonly sheet: Schemas['ReviewSheetView'] | undefined
}

/** Whether a reviewer could approve it. */
export function isUsable(photo: Summary): boolean {
  return photo.state === 'confirmed' || (photo.state === 'assessed' && photo.is_usable)
}

function createFinding(api: Api, session: Pick<Session, 'isOver'>) {
  const found = shallowRef<Found>()
  /** Those that could take the place of the approved one, newest first. */
  const photos = shallowRef<readonly Summary[]>([])
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  let round = 0

  function forget(): void {
    round += 1
    found.value = failure.value = undefined
    photos.value = []
    isLoading.value = false
  }

  /** By the number of its degree, then by its own. */
  async function search(number: string): Promise<Result<Found>> {
    const byDegree = await api.GET('/api/v1/degrees/{id}/submission', { params: { path: { id: number } } })
    if (byDegree.error !== undefined && !hasCode(byDegree.error, 'not-found')) return byDegree
    const id = byDegree.data?.id ?? number
    const sheet = await api.GET('/api/v1/submissions/{id}/review', { params: { path: { id } } })
    if (byDegree.data !== undefined) {
      // Without a photo there is no sheet, and nothing that is approved.
      return hasCode(sheet.error, 'not-found') || sheet.error === undefined
        ? { data: { submission: byDegree.data, sheet: sheet.data } }
        : sheet
    }
    if (sheet.error !== undefined) return sheet
    const its = await api.GET('/api/v1/degrees/{id}/submission', { params: { path: { id: sheet.data.degree } } })
    return its.error === undefined ? { data: { submission: its.data, sheet: sheet.data } } : its
  }

  async function open(number: string): Promise<void> {
    forget()
    const mine = round
    isLoading.value = true
    const { data, error } = await search(number)
    session.isOver(error)
    if (mine !== round) return
    failure.value = error
    found.value = data
    if (data !== undefined) await loadPhotos()
    if (mine === round) isLoading.value = false
  }

  async function loadPhotos(): Promise<void> {
    const mine = round
    const { submission, sheet } = found.value ?? {}
    if (submission === undefined) return
    const { data, error } = await api.GET('/api/v1/degrees/{id}/photos', { params: { path: { id: submission.degree } } })
    session.isOver(error)
    if (mine !== round) return
    if (error !== undefined) failure.value = error
    photos.value = data?.items.filter((photo) => photo.id !== sheet?.photo && isUsable(photo)) ?? []
  }

  return { found, photos, failure, isLoading, open, forget, loadPhotos }
}

/** Nothing is asked before `open`. */
export function useAsking(api: Api, session: Pick<Session, 'isOver'>) {
  const finding = createFinding(api, session)
  const handing = useHandIn(api, session)

  function open(number: string): Promise<void> {
    handing.clear()
    return finding.open(number)
  }

  function forget(): void {
    handing.clear()
    finding.forget()
  }

  /** Hands a file in for the place of the approved photo; the photo's id, once it can take it. */
  async function handIn(file: Blob, source: Schemas['CaptureSource']): Promise<string | undefined> {
    const degree = finding.found.value?.submission.degree
    if (degree === undefined) return undefined
    const photo = await handing.send(degree, file, source)
    if (photo === undefined || !isUsable(photo)) return undefined
    await finding.loadPhotos()
    return photo.id
  }

  /** Asks; the same key asks once. */
  async function ask(change: Schemas['ChangeView'], key: string): Promise<Result<undefined>> {
    const id = finding.found.value?.submission.id ?? ''
    const params = { path: { id }, header: { 'Idempotency-Key': key } }
    const { error } = await api.POST('/api/v1/submissions/{id}/change-requests', { params, body: change })
    return outcomeOf(error)
  }

  return {
    found: shallowReadonly(finding.found),
    photos: shallowReadonly(finding.photos),
    failure: readonly(finding.failure),
    isLoading: readonly(finding.isLoading),
    handedIn: handing.handIn,
    open,
    forget,
    handIn,
    ask,
  }
}

export type Asking = ReturnType<typeof useAsking>
