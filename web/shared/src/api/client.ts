/**
 * The one client of the API. A failure is a value: nothing here throws, shows a message or goes to
 * another page.
 */
import type { ApiError } from './failure'
import type { Transport, TransportAnswer, TransportBody } from './transport'
import type { Answer, Arguments, FilePath, JsonPath, Method, Operation, Schemas, TakenPath } from './types'

/** Either the data or the failure. */
export type Result<Data> =
  | {
      readonly data: Data
      readonly error?: undefined
      /** The version that was read, for `If-Match`, where the thing has one. */
      readonly etag?: string | undefined
    }
  | { readonly data?: undefined; readonly error: ApiError; readonly etag?: undefined }

/** What came of something that has no data: nothing, or its failure. */
export function outcomeOf(error: ApiError | undefined): Result<undefined> {
  return error === undefined ? { data: undefined } : { error }
}

type Call<M extends Method, File> = <P extends JsonPath<M>>(
  path: P,
  ...options: Arguments<Operation<P, M>, File>
) => Promise<Result<Answer<Operation<P, M>>>>

/** One function per method. `File` is how the platform names a file of a form. */
export interface ApiClient<File> {
  readonly GET: Call<'get', File>
  readonly POST: Call<'post', File>
  readonly PUT: Call<'put', File>
  readonly PATCH: Call<'patch', File>
  readonly DELETE: Call<'delete', File>
  /** The bytes of a picture or an archive. */
  readonly download: <P extends FilePath>(
    path: P,
    ...options: Arguments<Operation<P, 'get'>, File>
  ) => Promise<Result<ArrayBuffer>>
  /** The bytes of a file that is made of what is sent, or noted as taken out; none where there is none. */
  readonly takeOut: <P extends TakenPath>(
    path: P,
    ...options: Arguments<Operation<P, 'post'>, File>
  ) => Promise<Result<ArrayBuffer>>
}

/** What the client cannot know by itself. */
export interface ClientSettings<File> {
  readonly transport: Transport<File>
  /** Before every path, such as `https://caixiang.example`; empty where page and API share a host. */
  readonly baseUrl: string
  /** The student's session; none for visitors, and for staff, whose cookie the browser sends. */
  readonly token: () => string | undefined
}

/** What a call may say, as the code sees it; callers see the types of `Options`. */
interface Said {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>
    readonly query?: Readonly<Record<string, unknown>>
    readonly header?: Readonly<Record<string, unknown>>
  }
  readonly body?: unknown
  readonly form?: Readonly<Record<string, unknown>>
  readonly bytes?: ArrayBuffer
}

/** Makes a client. */
export function createClient<File>(settings: ClientSettings<File>): ApiClient<File> {
  const send = (method: string, path: string, said: Said, answerAs: 'text' | 'bytes') => {
    const [body, contentType] = bodyOf<File>(said)
    const token = settings.token()
    return settings.transport({
      method,
      url: settings.baseUrl + addressOf(path, said),
      headers: {
        accept: 'application/json, application/problem+json, */*;q=0.5',
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...texts(said.params?.header),
      },
      body,
      answerAs,
    })
  }
  const call = <M extends Method>(method: M): Call<M, File> =>
    async function <P extends JsonPath<M>>(
      path: P,
      ...[options]: Arguments<Operation<P, M>, File>
    ) {
      const answer = await send(method.toUpperCase(), path, (options ?? {}) as Said, 'text')
      return resultOf(answer, (body, status) => valueOf(body, status) as Answer<Operation<P, M>>)
    }
  const bytesOf = async (method: string, path: string, said: Said): Promise<Result<ArrayBuffer>> =>
    resultOf(await send(method, path, said, 'bytes'), (body) => (typeof body === 'string' ? UNREADABLE : body))
  return {
    GET: call('get'),
    POST: call('post'),
    PUT: call('put'),
    PATCH: call('patch'),
    DELETE: call('delete'),
    download: (path, ...[options]) => bytesOf('GET', path, (options ?? {}) as Said),
    takeOut: (path, ...[options]) => bytesOf('POST', path, (options ?? {}) as Said),
  }
}

/** Stands for a body that is not what the API promises. */
const UNREADABLE = Symbol('unreadable')

/** The path with its placeholders filled and the query behind it. */
function addressOf(path: string, said: Said): string {
  const places = texts(said.params?.path)
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(places[name] ?? ''),
  )
  const query = Object.entries(texts(said.params?.query))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return query === '' ? filled : `${filled}?${query}`
}

function bodyOf<File>(said: Said): [TransportBody<File>, contentType?: string] {
  if (said.body !== undefined) {
    return [{ kind: 'text', text: JSON.stringify(said.body) }, 'application/json']
  }
  if (said.bytes !== undefined) {
    return [{ kind: 'bytes', bytes: said.bytes }, 'application/octet-stream']
  }
  if (said.form === undefined) return [{ kind: 'none' }]
  const entries = Object.entries(said.form).filter(([, value]) => value !== undefined)
  const isText = ([, value]: [string, unknown]) => value === null || typeof value === 'string'
  return [
    {
      kind: 'form',
      fields: texts(Object.fromEntries(entries.filter(isText))),
      files: Object.fromEntries(entries.filter((entry) => !isText(entry))) as Record<string, File>,
    },
  ]
}

/** What is set, as texts. */
function texts(values: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(set.map(([name, value]) => [name, String(value)]))
}

function resultOf<Data>(
  answer: TransportAnswer | undefined,
  read: (body: string | ArrayBuffer, status: number) => Data | typeof UNREADABLE,
): Result<Data> {
  if (answer === undefined) return { error: { kind: 'no-answer' } }
  const { status, headers, body } = answer
  if (status < 200 || status >= 300) return { error: problemOf(status, body) }
  const data = read(body, status)
  if (data === UNREADABLE) return { error: { kind: 'foreign', status } }
  return { data, etag: headers['etag'] }
}

/** What a good answer says; nothing where the status says that there is nothing. */
function valueOf(body: string | ArrayBuffer, status: number): unknown {
  return status === 204 ? undefined : jsonOf(body)
}

function jsonOf(body: string | ArrayBuffer): unknown {
  if (typeof body !== 'string') return UNREADABLE
  try {
    return JSON.parse(body)
  } catch {
    return UNREADABLE
  }
}

function problemOf(status: number, body: string | ArrayBuffer): ApiError {
  const said = jsonOf(body)
  return isProblem(said) ? { kind: 'problem', problem: said } : { kind: 'foreign', status }
}

function isProblem(said: unknown): said is Schemas['Problem'] {
  if (typeof said !== 'object' || said === null) return false
  const { code, status, detail_zh, detail_en } = said as Partial<Schemas['Problem']>
  const texts = [code, detail_zh, detail_en]
  return texts.every((text) => typeof text === 'string') && typeof status === 'number'
}

