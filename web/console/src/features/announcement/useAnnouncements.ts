/** What the centre announces to its students. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'
import type { Session } from '../session/useSession/useSession'

import type { Announcement } from './state'

/** Nothing is asked before `load`. */
export function useAnnouncements(api: Api, session: Pick<Session, 'isOver'>) {
  const announcements = shallowRef<readonly Announcement[]>()
  const failure = shallowRef<ApiError>()

  async function load(): Promise<void> {
    const { data, error } = await api.GET('/api/v1/staff/announcements')
    session.isOver(error)
    failure.value = error
    if (data !== undefined) announcements.value = data.items
  }

  async function publish(body: Schemas['PublishAnnouncement'], key: string): Promise<Result<Announcement>> {
    return api.POST('/api/v1/staff/announcements', { params: { header: { 'Idempotency-Key': key } }, body })
  }

  async function withdraw(id: string): Promise<Result<Announcement>> {
    return api.POST('/api/v1/staff/announcements/{id}/withdraw', { params: { path: { id } } })
  }

  return { announcements: shallowReadonly(announcements), failure: readonly(failure), load, publish, withdraw }
}
