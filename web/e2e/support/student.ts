/**
 * Students who have come some way before the browser opens: by the same client of the API as the
 * pages, so that a test which is about one page need not walk through all others.
 */
import { readFileSync } from 'node:fs'

import { createClient } from '@caixiang/shared/api/client'
import type { ApiClient, Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { fetchTransport } from '@caixiang/shared/browser/fetchTransport'
import { uploadPhoto } from '@caixiang/shared/upload/uploadPhoto'
import { FEATURE_CODE, HUNDRED_FEATURE_CODE, REVIEW_FEATURE_CODE, REVIEWER, SCHOOL } from '../world/collection.js'

import { drawn } from './places'
import { runningService } from './service'

const TIMEOUT_MS = 30_000

/** How often the service is asked for a verdict; each time it may keep its answer back for a while. */
const ROUNDS = 6

/** A person whom nobody else is: a phone and a code of her own. */
export interface Person {
  readonly phone: string
  readonly lastFour: string
  readonly payload: string
}

let invented = 0

/** A process of the tests invents fewer than that; there may be forty, one after every failure. */
const PEOPLE_A_PROCESS = 240

/** Invents someone, different in every process of the tests. */
export function someone(): Person {
  invented += 1
  const number = Number(process.env['TEST_WORKER_INDEX'] ?? '0') * PEOPLE_A_PROCESS + invented
  const digits = String(number).padStart(4, '0')
  const lastFour = `${digits.slice(1)}X`
  const content = {
    sjc: '1693958400000',
    cjm: `E2E${digits}`,
    yxdm: SCHOOL,
    zjhm: lastFour,
    xh: `2104${digits}`,
    cc: '专升本',
    xllb: '成人',
    fy: '教育科学学院',
    bh: '',
    xm: '李**',
  }
  return {
    phone: `1390000${digits}`,
    lastFour,
    payload: Buffer.from(JSON.stringify(content)).toString('base64'),
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

/** The data of what has worked; what has not, or was given up, fails the test. */
function done<Data>(what: string, result: Result<Data> | undefined): Data {
  if (result === undefined || result.error !== undefined) {
    throw new Error(`${what}: ${JSON.stringify(result?.error)}`)
  }
  return result.data
}

/** Two octets that begin every JPEG. */
const JPEG_START = Buffer.from([0xff, 0xd8])

/** The photo with a word in it that nobody sees: no two people hand in the same bytes. What is no JPEG stays as it is. */
function signed(photo: Buffer, word: string): Buffer<ArrayBuffer> {
  if (!photo.subarray(0, 2).equals(JPEG_START)) return Buffer.from(photo)
  const comment = Buffer.alloc(4)
  comment.writeUInt16BE(0xfffe, 0)
  // The length counts itself.
  comment.writeUInt16BE(word.length + 2, 2)
  return Buffer.concat([JPEG_START, comment, Buffer.from(word, 'ascii'), photo.subarray(2)])
}

/** A student's way through the API. */
export class Student {
  readonly person: Person
  token = ''
  degree = ''
  submission = ''
  /** Id of the photo that a page has to show. */
  shown = ''
  readonly #service = runningService()
  readonly #api: ApiClient<Blob>

  constructor(person = someone()) {
    this.person = person
    this.#api = createClient({
      transport: fetchTransport(TIMEOUT_MS),
      baseUrl: this.#service.url,
      token: () => (this.token === '' ? undefined : this.token),
    })
  }

  async signIn(): Promise<this> {
    const phone = `+86${this.person.phone}`
    done('code', await this.#api.POST('/api/v1/sign-in/codes', { body: { phone, language: 'zh' } }))
    const code = await this.#service.operator.codeFor(phone)
    const signedIn = done('sign-in', await this.#api.POST('/api/v1/sign-in/phone', { body: { phone, code } }))
    this.token = signedIn.token
    return this
  }

  async agree(): Promise<this> {
    const consents = done('consents', await this.#api.GET('/api/v1/consents'))
    for (const { purpose, text, optional } of consents.items) {
      if (optional) continue
      const path = { purpose }
      const body = { text_version: text.version }
      done('consent', await this.#api.PUT('/api/v1/consents/{purpose}', { params: { path }, body }))
    }
    return this
  }

  /** Adds the degree, without saying yet whose it is; `featureCode` of a batch that a test has made. */
  async propose(batch = this.#service.batches.open, featureCode?: string): Promise<this> {
    const { lastFour, payload } = this.person
    const { open, review, hundred } = this.#service.batches
    const code = featureCode ?? { [open]: FEATURE_CODE, [review]: REVIEW_FEATURE_CODE, [hundred]: HUNDRED_FEATURE_CODE }[batch]
    const added = await this.#api.POST('/api/v1/degrees', {
      body: { batch, last_four: lastFour, payload, ...(code === undefined ? {} : { feature_code: code }) },
    })
    this.degree = done('degree', added).id
    return this
  }

  /** Hands in a code that another account holds: staff have to decide whose it is. */
  async claim(): Promise<this> {
    const { lastFour, payload } = this.person
    const body = { batch: this.#service.batches.open, last_four: lastFour, payload, feature_code: FEATURE_CODE }
    const { error } = await this.#api.POST('/api/v1/degrees', { body })
    if (!hasCode(error, 'bound-to-another')) throw new Error(`claim: ${JSON.stringify(error)}`)
    return this
  }

  /** Ids of the degrees that the account has now. */
  async degrees(): Promise<readonly string[]> {
    const { items } = done('degrees', await this.#api.GET('/api/v1/degrees'))
    return items.map(({ id }) => id)
  }

  async bind(batch?: string, featureCode?: string): Promise<this> {
    await this.propose(batch, featureCode)
    const path = { id: this.degree }
    const body = { at_registry: 'no-portrait' as const }
    done('is it you', await this.#api.POST('/api/v1/degrees/{id}/confirm', { params: { path }, body }))
    this.submission = (await this.view()).id
    return this
  }

  /** Hands in a photo and waits until it was looked at. */
  async photo(file: string): Promise<Schemas['PhotoView']> {
    const { buffer, byteOffset, byteLength } = signed(readFileSync(drawn(file)), this.person.phone)
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength)
    const means = { wait, newKey: () => crypto.randomUUID(), onProgress: () => undefined }
    const sent = await uploadPhoto(this.#api, { degree: this.degree, bytes, source: 'album' }, means)
    const { id } = done('upload', sent)
    for (let round = 0; round < ROUNDS; round += 1) {
      const params = { path: { id }, query: { wait_ms: 10_000 } }
      const found = await this.#api.GET('/api/v1/photos/{id}', { params })
      const photo = done('photo', found)
      if (photo.state !== 'received') return photo
    }
    throw new Error(`nobody has looked at ${file}`)
  }

  /** Takes a photo with all its doubts, and submits it. */
  async submit(file: string): Promise<this> {
    const photo = await this.photo(file)
    const accepted = photo.state === 'assessed' ? photo.doubts : []
    const of = { params: { path: { id: photo.id } }, body: { accepted } }
    done('confirm', await this.#api.POST('/api/v1/photos/{id}/confirm', of))
    const path = { id: this.submission }
    this.shown = photo.id
    done('submit', await this.#api.POST('/api/v1/submissions/{id}/submit', { params: { path } }))
    return this
  }

  /** Takes the photo back before it was decided. */
  async withdraw(): Promise<void> {
    const params = { path: { id: this.submission } }
    done('withdraw', await this.#api.POST('/api/v1/submissions/{id}/withdraw', { params }))
  }

  /** A reviewer decides on what was submitted. */
  async decided(...decision: readonly string[]): Promise<this> {
    await decide(this.submission, ...decision)
    return this
  }

  async view(): Promise<Schemas['SubmissionView']> {
    const params = { path: { id: this.degree } }
    return done('submission', await this.#api.GET('/api/v1/degrees/{id}/submission', { params }))
  }

  /** The photo that was submitted, with what the rules say of it now. */
  async photoView(): Promise<Schemas['PhotoView']> {
    const params = { path: { id: this.shown } }
    return done('photo', await this.#api.GET('/api/v1/photos/{id}', { params }))
  }

  /** Adds a degree by a drawn card, and says that it is hers. */
  async bindCard(card: string, lastFour: string): Promise<this> {
    const picture = new Blob([readFileSync(drawn(card))], { type: 'image/png' })
    const form = { batch: this.#service.batches.open, feature_code: FEATURE_CODE, last_four: lastFour, picture }
    this.degree = done('card', await this.#api.POST('/api/v1/degrees', { form })).id
    const path = { id: this.degree }
    const body = { at_registry: 'no-portrait' as const }
    done('is it you', await this.#api.POST('/api/v1/degrees/{id}/confirm', { params: { path }, body }))
    return this
  }
}

/** A reviewer decides: `approve`, or `reject --reason P04`. */
export async function decide(submission: string, ...decision: readonly string[]): Promise<void> {
  await runningService().operator.admin('decide', submission, '--staff', REVIEWER, ...decision)
}
