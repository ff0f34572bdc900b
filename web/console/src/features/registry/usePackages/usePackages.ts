/** The packages for the registry, newest first, and what two people do with them. */
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

export type Package = Schemas['ListedPackageView']
export type Preview = Schemas['PackagePreviewView']

/** What can be done with a package. */
export type PackageStep = 'approve' | 'decline' | 'file' | 'sent' | 'drop'

/** How many come at a time. */
const PART = 50

/** The steps that are open to somebody; the second person is told by the service. */
export function stepsOf(
  { state, is_answerable: isAnswerable, file_bytes: fileBytes }: Pick<Package, 'state' | 'is_answerable' | 'file_bytes'>,
  permissions: readonly Permission[],
): readonly PackageStep[] {
  const second: readonly PackageStep[] = state === 'proposed' && isAnswerable ? ['approve', 'decline'] : []
  if (!permissions.includes('hand-over')) return second
  const file: readonly PackageStep[] = fileBytes == null ? [] : ['file']
  switch (state) {
    case 'proposed':
    case 'approved':
      return [...second, 'drop']
    case 'built':
      return [...file, ...(file.length > 0 ? (['sent'] as const) : []), 'drop']
    case 'sent':
    case 'answered':
      return file
    case 'declined':
    case 'dropped':
      return []
  }
}

/** Which packages are looked at; empty for all of them. */
export interface Choice {
  readonly batch: string
  readonly state: Package['state'] | ''
}

/** Asks whenever others are looked at. */
export function usePackages(api: Api, session: Pick<Session, 'isOver'>, choice: Readonly<Ref<Choice>>, action: Action) {
  const { items, ...pages } = usePages<Package>({
    load: (after) => {
      const { batch, state } = choice.value
      const which = { ...(batch === '' ? {} : { batch }), ...(state === '' ? {} : { state }) }
      const query = { ...which, limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/registry-packages', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })
  watch(choice, () => void pages.restart(), { immediate: true })

  /** Whether a file is being written: it is there in a moment. */
  const isBuilding = computed(() => items.value?.some(({ state }) => state === 'approved') === true)

  /** Takes a step but fetching; whether it was taken. Refused or not, the list is read anew. */
  async function take(step: Exclude<PackageStep, 'file'>, id: string): Promise<boolean> {
    const done = await action.run((key) => {
      const of = { params: { path: { id }, header: writeHeaders(key, undefined) } }
      switch (step) {
        case 'approve':
          return api.POST('/api/v1/registry-packages/{id}/approve', of)
        case 'decline':
          return api.POST('/api/v1/registry-packages/{id}/decline', of)
        case 'sent':
          return api.POST('/api/v1/registry-packages/{id}/sent', of)
        case 'drop':
          return api.POST('/api/v1/registry-packages/{id}/drop', of)
      }
    })
    await pages.refresh()
    return done !== undefined
  }

  /** Where the file is, for some minutes. */
  function fetchFile(id: string): Promise<Schemas['FileLinkView'] | undefined> {
    return action.run(() => api.POST('/api/v1/registry-packages/{id}/file', { params: { path: { id } } }))
  }

  /** Proposes a package of a batch; whether it is proposed. */
  async function propose(batch: string): Promise<boolean> {
    const done = await action.run((key) =>
      api.POST('/api/v1/batches/{id}/registry-packages', { params: { path: { id: batch }, header: writeHeaders(key, undefined) } }),
    )
    await pages.refresh()
    return done !== undefined
  }

  /** What a package of a batch would hold now. */
  function preview(batch: string): Promise<Result<Preview>> {
    return api.GET('/api/v1/batches/{id}/registry-packages/preview', { params: { path: { id: batch } } })
  }

  return { ...pages, packages: items, isBuilding, take, fetchFile, propose, preview }
}
