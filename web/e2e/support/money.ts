/** Batches that charge, and students who pay by the client of the API. */
import { createClient } from '@caixiang/shared/api/client'
import type { ApiClient } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import { fetchTransport } from '@caixiang/shared/browser/fetchTransport'

import { publishPrices } from '../world/prices.js'

import { ownBatch } from './ownBatch'
import { runningService } from './service'
import { Student } from './student'

const TIMEOUT_MS = 30_000

/** What the tests charge, fen. */
const FEE_FEN = 1350

/** The same as people read it. */
export const FEE = '¥13.50'

function clientOf(student: Student): ApiClient<Blob> {
  return createClient({ transport: fetchTransport(TIMEOUT_MS), baseUrl: runningService().url, token: () => student.token })
}

/** A batch of a test's own that charges; its id. */
export async function pricedBatch(slug: string, pay: Schemas['PayMomentWord'] = 'before-camera'): Promise<string> {
  const batch = await ownBatch(slug, `收费采集 ${slug}`)
  await publishPrices(runningService(), batch, { pay, payer: 'student', lines: [{ product: 'collection', unit_fen: FEE_FEN }] })
  return batch
}

/** A student whose degree is in the batch. */
export async function studentIn(batch: string): Promise<Student> {
  return (await (await new Student().signIn()).agree()).bind(batch)
}

/** Places the order of the student's collection; its id. */
export async function order(student: Student, number = 1): Promise<string> {
  const body = { degree: student.degree, price_list: number, lines: [{ product: 'collection' as const, pieces: 1 }] }
  const { data, error } = await clientOf(student).POST('/api/v1/orders', { body })
  if (data === undefined) throw new Error(`order: ${JSON.stringify(error)}`)
  return data.id
}

/** Has the payer of an order do something at the cashier. */
export async function play(student: Student, id: string, act: Schemas['LocalActWord']): Promise<void> {
  const { error } = await clientOf(student).POST('/api/v1/orders/{id}/cashier', { params: { path: { id } }, body: { act } })
  if (error !== undefined) throw new Error(`cashier: ${JSON.stringify(error)}`)
}

/** Pays an order from beginning to end. */
export async function pay(student: Student): Promise<string> {
  const id = await order(student)
  const { error } = await clientOf(student).POST('/api/v1/orders/{id}/payment', { params: { path: { id } }, body: { from: 'browser' } })
  if (error !== undefined) throw new Error(`payment: ${JSON.stringify(error)}`)
  await play(student, id, 'pay')
  return id
}

/** The student's newest order. */
export async function newestOrder(student: Student): Promise<string> {
  const { data } = await clientOf(student).GET('/api/v1/orders', {})
  const id = data?.items[0]?.id
  if (id === undefined) throw new Error('there is no order')
  return id
}
