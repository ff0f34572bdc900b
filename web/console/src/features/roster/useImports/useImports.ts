/** What was imported into a school's roster, and taking the last of it back. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

/** Nothing is asked before `load`. */
export function useImports(
  api: Api,
  session: Pick<Session, 'isOver'>,
  { batch, school }: { readonly batch: string; readonly school: string },
) {
  const imports = shallowRef<readonly Schemas['RosterImportView'][]>()
  const failure = shallowRef<ApiError>()
  const params = { path: { id: batch }, query: { school } }

  async function load(): Promise<void> {
    const { data, error } = await api.GET('/api/v1/batches/{id}/roster/imports', { params })
    session.isOver(error)
    failure.value = error
    if (data !== undefined) imports.value = data.items
  }

  async function undo(): Promise<Result<Schemas['RosterImportedView']>> {
    return api.POST('/api/v1/batches/{id}/roster/undo', { params })
  }

  return {
    /** The newest first; none before they are known. */
    imports: shallowReadonly(imports),
    failure: readonly(failure),
    load,
    undo,
  }
}
