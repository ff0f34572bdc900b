/** Lists of many students that are taken out as files: the own ones, and those that wait for who countersigns. */
import { computed } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'

import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import { askedOf } from '../../progress/choice'
import type { Choice } from '../../progress/choice'
import type { SheetKind } from '../../progress/useStudents/useStudents'
import type { Session } from '../../session/useSession/useSession'

export type ListExport = Schemas['ListedExportView']
export type ListReason = Schemas['ListReasonWord']

/** What can be done with a list, besides fetching it. */
export type ListStep = 'approve' | 'decline' | 'drop'

/** How many come at a time. */
const PART = 50

/** The steps that are open; the service says whose. */
export function stepsOf({ state, is_answerable: isAnswerable, is_own: isOwn }: Pick<ListExport, 'state' | 'is_answerable' | 'is_own'>): readonly ListStep[] {
  const isOver = state === 'declined' || state === 'dropped'
  return [...(isAnswerable ? (['approve', 'decline'] as const) : []), ...(isOwn && !isOver ? (['drop'] as const) : [])]
}

/** Whether the caller may fetch it now. */
export function isFetchable({ state, is_own: isOwn, file_ends_at: until }: Pick<ListExport, 'state' | 'is_own' | 'file_ends_at'>): boolean {
  return state === 'ready' && isOwn && until != null
}

/** `2024年1月毕业生-文学院.xlsx`: what no system forbids in a name. */
export function fileName({ batch_name: batch, place, form }: Pick<ListExport, 'batch_name' | 'place' | 'form'>): string {
  return `${[batch, place].filter((part) => part != null).join('-')}.${form}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
}

/** Asks a second person for a list. */
export function askForList(api: Api, choice: Choice, form: SheetKind, reason: ListReason, key: string): Promise<Result<Schemas['ListExportView']>> {
  const body = { batch: choice.batch ?? '', ...askedOf(choice), form, reason }
  return api.POST('/api/v1/list-exports', { params: { header: writeHeaders(key, undefined) }, body })
}

/** Asks at once. */
export function useListExports(api: Api, session: Pick<Session, 'isOver'>, action: Action) {
  const { items, ...pages } = usePages<ListExport>({
    load: (after) => api.GET('/api/v1/list-exports', { params: { query: { limit: PART, ...(after === undefined ? {} : { after }) } } }),
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })
  void pages.restart()

  /** Whether one is being made: it is there before long. */
  const isMaking = computed(() => items.value?.some(({ state }) => state === 'approved') === true)

  /** Takes a step; whether it was taken. Refused or not, the list is read anew. */
  async function take(step: ListStep, id: string): Promise<boolean> {
    const done = await action.run((key) => {
      const of = { params: { path: { id }, header: writeHeaders(key, undefined) } }
      switch (step) {
        case 'approve':
          return api.POST('/api/v1/list-exports/{id}/approve', of)
        case 'decline':
          return api.POST('/api/v1/list-exports/{id}/decline', of)
        case 'drop':
          return api.POST('/api/v1/list-exports/{id}/drop', of)
      }
    })
    await pages.refresh()
    return done !== undefined
  }

  /** Where the file is, for some minutes. */
  function fetchFile(id: string): Promise<Schemas['FileLinkView'] | undefined> {
    return action.run(() => api.POST('/api/v1/list-exports/{id}/file', { params: { path: { id } } }))
  }

  return { ...pages, lists: items, isMaking, take, fetchFile }
}
