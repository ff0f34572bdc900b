/** A roster on its way: chosen, checked, and put in the place of the one before. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Language } from '@caixiang/shared/text/text'
import type { Api } from '../../../lib/api'
import { columnsQuery } from '../columns'
import type { Mapping } from '../columns'

export type Preview = Schemas['RosterPreviewView']

/** What is read, and how. */
export interface Reading {
  readonly batch: string
  /** National code of the school. */
  readonly school: string
  readonly mapping: Mapping
  readonly sheet: string
  /** From 1; none where the service finds it. */
  readonly headerRow: number | undefined
  /** Whether students of the roster stay whom the file does not name. */
  readonly keepsOthers: boolean
}

/** Of the file: nothing of it is kept beyond the page. */
export interface Chosen {
  readonly name: string
  readonly size: number
  readonly bytes: () => Promise<ArrayBuffer>
}

export type ImportState =
  | { readonly is: 'empty' }
  | { readonly is: 'checking' | 'importing' }
  /** Read: what was found is shown. */
  | { readonly is: 'checked'; readonly preview: Preview }
  | { readonly is: 'imported'; readonly preview: Preview }
  | { readonly is: 'failed'; readonly error: ApiError | undefined }
  | { readonly is: 'too-large' | 'unreadable' }

/** What the service takes. */
export const BYTES_AT_MOST = 32 * 1024 * 1024

/** What is asked of the API. */
export interface ImportMeans {
  /** Tells how much of the file has gone, 0 to 1. */
  readonly apiWith: (onProgress: (share: number) => void) => Api
  readonly onAnswer: (error: ApiError | undefined) => void
}

/** Whether a file may be imported as it was read. */
export function isSound({ refused, errors, students }: Preview): boolean {
  return refused == null && errors.items.length === 0 && errors.more === 0 && students > 0
}

function queryOf({ school, mapping, sheet, headerRow, keepsOthers }: Reading) {
  const columns = columnsQuery(mapping)
  return {
    school,
    ...(sheet.trim() === '' ? {} : { sheet: sheet.trim() }),
    ...(headerRow === undefined ? {} : { header_row: headerRow }),
    ...(columns === undefined ? {} : { columns }),
    ...(keepsOthers ? { keep_others: true } : {}),
  }
}

/** The file again as a workbook in which what was found stands beside its cells; none where it cannot be read. */
export async function annotatedOf(
  api: Api,
  file: Chosen,
  reading: Reading,
  language: Language,
): Promise<Result<ArrayBuffer>> {
  const query = { ...queryOf(reading), language }
  const said = { params: { path: { id: reading.batch }, query }, bytes: await file.bytes() }
  return api.takeOut('/api/v1/batches/{id}/roster/check.xlsx', said)
}

/** Makes an import; nothing is asked before a file is checked. */
export function useImport({ apiWith, onAnswer }: ImportMeans) {
  const state = shallowRef<ImportState>({ is: 'empty' })
  const sent = shallowRef(0)
  let round = 0

  async function bytesOf(file: Chosen): Promise<ArrayBuffer | undefined> {
    try {
      return await file.bytes()
    } catch {
      // Moved, changed or taken away since it was chosen.
      return undefined
    }
  }

  async function send(file: Chosen, reading: Reading, is: 'checking' | 'importing'): Promise<void> {
    round += 1
    const mine = round
    if (file.size > BYTES_AT_MOST) {
      state.value = { is: 'too-large' }
      return
    }
    state.value = { is }
    sent.value = 0
    const bytes = await bytesOf(file)
    if (bytes === undefined) {
      if (mine === round) state.value = { is: 'unreadable' }
      return
    }
    const api = apiWith((share) => {
      if (mine === round) sent.value = share
    })
    const said = { params: { path: { id: reading.batch }, query: queryOf(reading) }, bytes }
    const answer: Result<Preview> =
      is === 'checking'
        ? await api.POST('/api/v1/batches/{id}/roster/check', said)
        : await api.PUT('/api/v1/batches/{id}/roster', said)
    onAnswer(answer.error)
    // Another file was chosen meanwhile.
    if (mine !== round) return
    if (answer.data === undefined) state.value = { is: 'failed', error: answer.error }
    // Where something is wrong with it after all, nothing was imported.
    else state.value = { is: answer.data.imported == null ? 'checked' : 'imported', preview: answer.data }
  }

  function reset(): void {
    round += 1
    state.value = { is: 'empty' }
  }

  return {
    state: shallowReadonly(state),
    /** How much of the file has gone, 0 to 1. */
    sent: readonly(sent),
    isBusy: computed(() => state.value.is === 'checking' || state.value.is === 'importing'),
    canImport: computed(() => state.value.is === 'checked' && isSound(state.value.preview)),
    check: (file: Chosen, reading: Reading) => send(file, reading, 'checking'),
    importFile: (file: Chosen, reading: Reading) => send(file, reading, 'importing'),
    reset,
  }
}
