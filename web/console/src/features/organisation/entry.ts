/** Something of the organisation that is entered or renamed, and how the service is asked for it. */
import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'

/** What is entered. */
export type Entry =
  | { readonly kind: 'school' }
  | { readonly kind: 'unit'; readonly school: string }
  | { readonly kind: 'class'; readonly school: string }

/** What gets another name. */
export interface Named {
  readonly kind: Entry['kind']
  readonly id: string
  readonly name: string
}

/** What is typed of a new one. */
export interface EntryFields {
  readonly name: string
  readonly code: string
  readonly unitKind: Schemas['UnitKind']
  /** Empty for the school itself. */
  readonly unit: string
}

/** Enters it; the id of what was entered. */
export async function enter(api: Api, entry: Entry, fields: EntryFields, key: string): Promise<Result<{ readonly id: string }>> {
  const header = { 'Idempotency-Key': key }
  const name = fields.name.trim()
  if (entry.kind === 'school') {
    return api.POST('/api/v1/staff/schools', { params: { header }, body: { code: fields.code.trim(), name } })
  }
  const params = { path: { id: entry.school }, header }
  if (entry.kind === 'unit') {
    return api.POST('/api/v1/staff/schools/{id}/units', { params, body: { kind: fields.unitKind, name } })
  }
  const unit = fields.unit === '' ? {} : { unit: fields.unit }
  return api.POST('/api/v1/staff/schools/{id}/classes', { params, body: { name, ...unit } })
}

/** Gives it another name. */
export function rename(api: Api, { kind, id }: Named, name: string): Promise<Result<{ readonly name: string }>> {
  const params = { path: { id } }
  const body = { name: name.trim() }
  switch (kind) {
    case 'school':
      return api.PATCH('/api/v1/staff/schools/{id}', { params, body })
    case 'unit':
      return api.PATCH('/api/v1/staff/units/{id}', { params, body })
    case 'class':
      return api.PATCH('/api/v1/staff/classes/{id}', { params, body })
  }
}
