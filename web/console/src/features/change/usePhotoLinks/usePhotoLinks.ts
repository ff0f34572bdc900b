/** Links to the pictures of photos, for those who may see them, and what the check said of one; links open for some minutes. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

type Links = Schemas['PhotoLinksView']

/** Nothing is asked before `load`. */
export function usePhotoLinks(api: Api, session: Pick<Session, 'isOver'>) {
  const links = shallowRef<ReadonlyMap<string, Links>>(new Map())
  const failure = shallowRef<ApiError>()
  const checked = shallowRef<Schemas['PhotoView']>()
  let round = 0

  /** Asks for the links of these photos, in place of those before. */
  async function load(photos: readonly string[]): Promise<void> {
    const mine = round
    failure.value = undefined
    const found = await Promise.all(photos.map(async (photo) => {
      const { data, error } = await api.GET('/api/v1/photos/{id}/links', { params: { path: { id: photo } } })
      session.isOver(error)
      return { photo, data, error }
    }))
    if (mine !== round) return
    links.value = new Map(found.flatMap(({ photo, data }) => (data === undefined ? [] : [[photo, data] as const])))
    failure.value = found.find(({ error }) => error !== undefined)?.error
  }

  /** Asks what the check said of a photo. */
  async function look(photo: string): Promise<void> {
    const mine = round
    const { data, error } = await api.GET('/api/v1/photos/{id}', { params: { path: { id: photo } } })
    session.isOver(error)
    if (mine === round) checked.value = data
  }

  /** Shows nothing of the photos before; what comes late is theirs. */
  function forget(): void {
    round += 1
    links.value = new Map()
    failure.value = checked.value = undefined
  }

  return { links: shallowReadonly(links), checked: shallowReadonly(checked), failure: readonly(failure), load, look, forget }
}
