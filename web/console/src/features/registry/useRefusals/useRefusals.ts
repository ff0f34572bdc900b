/** The students of a batch whose portraits the registry did not take, as a workbook. */
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { say } from '../../../lib/language'
import { saveFile, WORKBOOK } from '../../../lib/saveFile'
import { REFUSALS } from '../words'

/** A batch, as far as its files are named. */
interface Named {
  readonly id: string
  readonly name: string
}

/** What no file system has in a name. */
const IMPOSSIBLE = /[\\/:*?"<>|\p{Cc}]/gu

/** The name of the workbook of a batch. */
export function refusalsName({ name }: Pick<Named, 'name'>): string {
  return `${name}-${say(REFUSALS)}.xlsx`.replace(IMPOSSIBLE, '_')
}

export function useRefusals(api: Api, action: Action) {
  /** Fetches the workbook and hands it to the browser; without one the action says why. */
  async function saveRefusals(batch: Named | undefined): Promise<void> {
    if (batch === undefined) return
    const path = { id: batch.id }
    const bytes = await action.run(() => api.download('/api/v1/batches/{id}/registry-refusals.xlsx', { params: { path } }))
    if (bytes !== undefined) saveFile(bytes, refusalsName(batch), WORKBOOK)
  }

  return { isSaving: action.busy, saveFailure: action.failure, saveRefusals }
}
