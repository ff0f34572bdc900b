/** The data discs of the centre, newest first, and what two people do with them. */
import { computed, watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Permission } from '../../../room'
import type { Session } from '../../session/useSession/useSession'

export type Disc = Schemas['ListedDiscView']
export type DiscPreview = Schemas['DiscPreviewView']
export type DiscForm = Schemas['DiscFormWord']

/** What can be done with a disc, besides fetching its volumes. */
export type DiscStep = 'approve' | 'decline' | 'drop'

/** How many come at a time. */
const PART = 50

/** The steps that are open to somebody; the second person is told by the service. */
export function stepsOf({ state, is_answerable: isAnswerable }: Pick<Disc, 'state' | 'is_answerable'>, permissions: readonly Permission[]): readonly DiscStep[] {
  const second: readonly DiscStep[] = state === 'proposed' && isAnswerable ? ['approve', 'decline'] : []
  const isOver = state === 'declined' || state === 'dropped'
  return permissions.includes('hand-over') && !isOver ? [...second, 'drop'] : second
}

/** Whether somebody may fetch its volumes. */
export function isFetchable({ state, files_end_at: until }: Pick<Disc, 'state' | 'files_end_at'>, permissions: readonly Permission[]): boolean {
  return state === 'ready' && until != null && permissions.includes('hand-over')
}

/** Whether somebody may see the passphrase: who asked for the archive, while it can be fetched. */
export function isRevealable(of: Pick<Disc, 'state' | 'files_end_at' | 'form' | 'proposed_by'>, own: string | undefined, permissions: readonly Permission[]): boolean {
  return of.form === 'encrypted-zip' && of.proposed_by === own && isFetchable(of, permissions)
}

/** `10574-2.iso`: school or batch, then the volume where there are several. */
export function fileName(of: string, { form, volumes }: Pick<Disc, 'form' | 'volumes'>, number: number): string {
  const ending = form === 'zip' || form === 'encrypted-zip' ? 'zip' : 'iso'
  const part = volumes.length > 1 ? `-${String(number)}` : ''
  return `${of}${part}.${ending}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
}

/** Which disc is asked for, and where photos lie on it. */
export type DiscWish = Schemas['DiscWishBody']

/** Which discs are looked at; empty for all of them. */
export interface Choice {
  readonly batch: string
  readonly state: Disc['state'] | ''
}

/** Asks whenever others are looked at. */
export function useDiscs(api: Api, session: Pick<Session, 'isOver'>, choice: Readonly<Ref<Choice>>, action: Action) {
  const { items, ...pages } = usePages<Disc>({
    load: (after) => {
      const { batch, state } = choice.value
      const which = { ...(batch === '' ? {} : { batch }), ...(state === '' ? {} : { state }) }
      const query = { ...which, limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/discs', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })
  watch(choice, () => void pages.restart(), { immediate: true })

  /** Whether one is being made: it is there before long. */
  const isMaking = computed(() => items.value?.some(({ state }) => state === 'approved' || state === 'making') === true)

  /** Takes a step; whether it was taken. Refused or not, the list is read anew. */
  async function take(step: DiscStep, id: string): Promise<boolean> {
    const done = await action.run((key) => {
      const of = { params: { path: { id }, header: writeHeaders(key, undefined) } }
      switch (step) {
        case 'approve':
          return api.POST('/api/v1/discs/{id}/approve', of)
        case 'decline':
          return api.POST('/api/v1/discs/{id}/decline', of)
        case 'drop':
          return api.POST('/api/v1/discs/{id}/drop', of)
      }
    })
    await pages.refresh()
    return done !== undefined
  }

  /** Where a volume is, for some minutes. */
  function fetchVolume(id: string, number: number): Promise<Schemas['FileLinkView'] | undefined> {
    return action.run(() => api.POST('/api/v1/discs/{id}/volumes/{number}/file', { params: { path: { id, number } } }))
  }

  /** The passphrase of an encrypted archive. */
  async function reveal(id: string): Promise<string | undefined> {
    const shown = await action.run(() => api.POST('/api/v1/discs/{id}/passphrase', { params: { path: { id } } }))
    return shown?.passphrase
  }

  /** Asks for a disc of a school; whether it is asked for. */
  async function propose(batch: string, wish: DiscWish): Promise<boolean> {
    const done = await action.run((key) =>
      api.POST('/api/v1/batches/{id}/discs', {
        params: { path: { id: batch }, header: writeHeaders(key, undefined) },
        body: wish,
      }),
    )
    await pages.refresh()
    return done !== undefined
  }

  /** What a disc of a school would hold now. */
  function preview(batch: string, school: string): Promise<Result<DiscPreview>> {
    return api.GET('/api/v1/batches/{id}/discs/preview', { params: { path: { id: batch }, query: { school } } })
  }

  return { ...pages, discs: items, isMaking, take, fetchVolume, reveal, propose, preview }
}
