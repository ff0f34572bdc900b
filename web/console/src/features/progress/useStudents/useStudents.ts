/** Students of a batch by how far they have come, part by part; and the same list as a file. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Language } from '@caixiang/shared/text/text'
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Part } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'
import { askedOf } from '../choice'
import type { Choice } from '../choice'

/** A student in the list. Numbers are not unlike each other, and some have none: rows are counted. */
export interface Student extends Readonly<Schemas['ListedStudentView']> {
  readonly row: string
}

/** How many come at a time. */
const PART = 100

/** Nothing is asked before a batch is known. */
export function useStudents(api: Api, session: Pick<Session, 'isOver'>, choice: Readonly<Ref<Choice>>) {
  let row = 0

  async function ask(id: string, after: string | undefined): Promise<Result<Part<Student>>> {
    const query = { ...askedOf(choice.value), limit: PART, ...(after === undefined ? {} : { after }) }
    const { data, error } = await api.GET('/api/v1/batches/{id}/students', { params: { path: { id }, query } })
    if (data === undefined) return { error }
    const items = data.items.map((student) => {
      row += 1
      return { ...student, row: String(row) }
    })
    return { data: { items, next: data.next ?? null } }
  }

  async function load(after: string | undefined): Promise<Result<Part<Student>>> {
    const { batch } = choice.value
    return batch === undefined ? { data: { items: [] } } : ask(batch, after)
  }

  const { items, ...pages } = usePages<Student>({ load, keyOf: ({ row: key }) => key, onAnswer: session.isOver, isQueue: true })

  watch(choice, () => void pages.restart(), { immediate: true })

  return { ...pages, students: items }
}

/** For spreadsheet programs, and for programs that read text. */
export type SheetKind = 'csv' | 'xlsx'

/** The whole list as a file. */
export async function sheetOf(api: Api, choice: Choice, kind: SheetKind, language: Language): Promise<Result<ArrayBuffer>> {
  const said = { params: { path: { id: choice.batch ?? '' }, query: { ...askedOf(choice), language } } }
  return kind === 'csv'
    ? api.download('/api/v1/batches/{id}/students.csv', said)
    : api.download('/api/v1/batches/{id}/students.xlsx', said)
}

/** `2024年1月毕业生图像采集-未开始.xlsx`: what no system forbids in a name. */
export function sheetName(batch: string, stage: string, kind: SheetKind): string {
  return `${batch}-${stage}.${kind}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
}
