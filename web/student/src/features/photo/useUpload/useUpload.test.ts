// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createClient } from '@caixiang/shared/api/client'
import { clientBy, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { readBytes } from '../../../lib/pictures'
import { isSignedIn, keepSession } from '../../../lib/session'
import type { LocalFile } from '../../../lib/transport'
import { visited } from '../../../testing/phone'
import { inScope } from '../../../testing/scope'

import { localAddress, useUpload } from './useUpload'

vi.mock('../../../lib/pictures', () => ({ readBytes: vi.fn() }))

const PART_BYTES = 4
const FILE: LocalFile = { path: 'blob:photo' }
const BYTES = new Uint8Array([1, 2, 3, 4, 5, 6]).buffer

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(readBytes).mockResolvedValue(BYTES)
})
afterEach(() => {
  vi.useRealTimers()
})

/** Every test has a degree of its own: what is unsent is kept as long as the app runs. */
let degrees = 0

/** A service that takes photos in two pieces; `refuse` may answer a request in its place. */
function service(refuse: (line: string, count: number) => Answered | 'nothing' | 'go on' = () => 'go on') {
  const lines: string[] = []
  const arrived = new Set<string>()
  const client = clientBy<LocalFile>(({ method, url }) => {
    const line = `${method} ${url}`
    lines.push(line)
    const refused = refuse(line, lines.filter((other) => other === line).length)
    if (refused === 'nothing') return undefined
    if (refused !== 'go on') return refused
    if (url.endsWith("/captures")) return good({ id: 'c', token: 't', max_part_bytes: PART_BYTES })
    if (method === 'GET') return good({ numbers: [...arrived].map(Number) })
    if (url.endsWith("/complete")) return good({ id: 'p' })
    arrived.add(url.split('/').pop() ?? '')
    return { status: 204 }
  })
  return { ...client, lines }
}

function uploadTo({ api }: ReturnType<typeof service>, degree = `d${String((degrees += 1))}`) {
  return { upload: inScope(() => useUpload(api, () => degree)), degree }
}

const sent = (lines: readonly string[]) => lines.filter((line) => line.startsWith('PUT')).map((line) => line.slice(-1))

test('a photo goes over piece by piece, and its picture stays at hand', async () => {
  const { upload } = uploadTo(service())
  expect(await upload.begin(FILE, 'album')).toBe('p')
  expect(upload.share.value).toBe(1)
  expect(upload.failure.value).toBeUndefined()
  expect(localAddress('p')).toBe('blob:photo')
  expect(localAddress('other')).toBeUndefined()
})

test('a picture that is gone from the phone says so', async () => {
  vi.mocked(readBytes).mockResolvedValue(undefined)
  const to = service()
  const { upload } = uploadTo(to)
  expect(await upload.begin(FILE, 'album')).toBeUndefined()
  expect([upload.isGone.value, upload.stage.value]).toEqual([true, 'none'])
  expect(to.lines).toEqual([])
})

test('after a lost network only the missing piece is sent', async () => {
  const to = service((line, count) => (line.endsWith('/parts/1') && count === 1 ? 'nothing' : 'go on'))
  const { upload } = uploadTo(to)
  const sending = upload.begin(FILE, 'live-camera')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await sending).toBe('p')
  expect(sent(to.lines)).toEqual(['0', '1', '1'])
})

test('a network that comes back ends the pause', async () => {
  const to = service((line, count) => (line.endsWith('/parts/0') && count < 3 ? 'nothing' : 'go on'))
  const { upload } = uploadTo(to)
  const sending = upload.begin(FILE, 'album')
  await vi.advanceTimersByTimeAsync(1_000)
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  window.dispatchEvent(new Event('offline'))
  expect(upload.isOnline.value).toBe(false)
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
  window.dispatchEvent(new Event('online'))
  expect(upload.isOnline.value).toBe(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(await sending).toBe('p')
})

test('paused, it keeps the photo and goes on where it stopped', async () => {
  const to = service((line, count) => (line.endsWith('/parts/1') && count === 1 ? 'nothing' : 'go on'))
  const { upload } = uploadTo(to)
  const sending = upload.begin(FILE, 'album')
  await vi.advanceTimersByTimeAsync(0)
  upload.cancel()
  expect(await sending).toBeUndefined()
  expect([upload.stage.value, upload.failure.value]).toEqual(['stopped', undefined])
  expect(await upload.restoreKept()).toBe(false)
  expect(await upload.resume()).toBe('p')
  expect(sent(to.lines)).toEqual(['0', '1', '1'])
})

test('a page that was left finds its photo again', async () => {
  const to = service((line, count) => (line.endsWith('/parts/1') && count === 1 ? 'nothing' : 'go on'))
  const { upload, degree } = uploadTo(to)
  const sending = upload.begin(FILE, 'album')
  await vi.advanceTimersByTimeAsync(0)
  upload.leavePage()
  expect(await sending).toBeUndefined()
  const { upload: later } = uploadTo(to, degree)
  expect(later.restore()).toBe(true)
  expect([later.shown.value, later.stage.value]).toEqual(['blob:photo', 'stopped'])
  // Nobody has stopped it: the page goes on by itself.
  expect(await later.restoreKept()).toBe(true)
  expect(await later.resume()).toBe('p')
  expect(uploadTo(to, degree).upload.restore()).toBe(false)
})

test('a photo that was thrown away is not sent again', async () => {
  const to = service(() => problem(422, 'wrong-state'))
  const { upload, degree } = uploadTo(to)
  await upload.begin(FILE, 'album')
  expect(upload.failure.value?.kind).toBe('problem')
  upload.discard()
  expect([upload.stage.value, upload.shown.value, upload.failure.value]).toEqual(['none', '', undefined])
  const asked = to.lines.length
  expect(await upload.resume()).toBeUndefined()
  expect(to.lines).toHaveLength(asked)
  expect(uploadTo(to, degree).upload.restore()).toBe(false)
})

test('a session that ran out leads to the door, and the photo waits', async () => {
  keepSession('token')
  const { upload, degree } = uploadTo(service(() => problem(401, 'not-signed-in')))
  await upload.begin(FILE, 'album')
  expect(isSignedIn.value).toBe(false)
  expect(visited()).toEqual(['/pages/sign-in/sign-in'])
  expect(uploadTo(service(), degree).upload.restore()).toBe(true)
})

test('pressed twice it sends once', async () => {
  const to = service()
  const { upload } = uploadTo(to)
  const first = upload.begin(FILE, 'album')
  await vi.advanceTimersByTimeAsync(0)
  const second = upload.resume()
  expect([await first, await second]).toEqual(['p', undefined])
  expect(to.lines.filter((line) => line.endsWith('/complete'))).toHaveLength(1)
})

const completed = (lines: readonly string[]) => lines.filter((line) => line.endsWith('/complete')).length

describe('a photo that its student still looks at', () => {
  test('goes up piece by piece, and becomes a photo once it is wanted', async () => {
    const to = service()
    const { upload } = uploadTo(to)
    upload.beginAhead(FILE, 'live-camera')
    await vi.advanceTimersByTimeAsync(0)
    expect([sent(to.lines), upload.share.value, completed(to.lines)]).toEqual([['0', '1'], 1, 0])
    expect(await upload.use()).toBe('p')
    expect([sent(to.lines), completed(to.lines)]).toEqual([['0', '1'], 1])
  })

  test('thrown away it costs no check, and the next one has a session of its own', async () => {
    const to = service()
    const { upload } = uploadTo(to)
    upload.beginAhead(FILE, 'live-camera')
    await vi.advanceTimersByTimeAsync(0)
    upload.discard()
    upload.beginAhead({ path: 'blob:better' }, 'live-camera')
    await vi.advanceTimersByTimeAsync(0)
    expect(completed(to.lines)).toBe(0)
    expect(await upload.use()).toBe('p')
    expect([completed(to.lines), to.lines.filter((line) => line.endsWith('/captures')).length]).toEqual([1, 2])
    expect(localAddress('p')).toBe('blob:better')
  })

  test('thrown away before its bytes were read it is not sent', async () => {
    const to = service()
    const { upload } = uploadTo(to)
    upload.beginAhead(FILE, 'live-camera')
    upload.discard()
    await vi.advanceTimersByTimeAsync(0)
    expect([to.lines, upload.stage.value]).toEqual([[], 'none'])
  })

  test('a piece that comes back late does not touch the next photo', async () => {
    let comeBack: (() => void) | undefined
    const lines: string[] = []
    const transport = ({ method, url }: { readonly method: string; readonly url: string }) => {
      lines.push(`${method} ${url}`)
      const answer = (body: object) => ({ status: 200, headers: {}, body: JSON.stringify(body) })
      if (url.endsWith('/captures')) return Promise.resolve(answer({ id: 'c', token: 't', max_part_bytes: 1000 }))
      if (url.endsWith('/complete')) return Promise.resolve(answer({ id: 'p' }))
      if (comeBack !== undefined) return Promise.resolve(answer({}))
      return new Promise<ReturnType<typeof answer>>((resolve) => {
        comeBack = () => {
          resolve(answer({}))
        }
      })
    }
    const api = createClient<LocalFile>({ transport, baseUrl: '', token: () => undefined })
    const upload = inScope(() => useUpload(api, () => 'late'))
    upload.beginAhead(FILE, 'live-camera')
    await vi.advanceTimersByTimeAsync(0)
    upload.discard()
    upload.beginAhead({ path: 'blob:better' }, 'live-camera')
    await vi.advanceTimersByTimeAsync(0)
    comeBack?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(completed(lines)).toBe(0)
    expect(await upload.use()).toBe('p')
    expect([completed(lines), upload.failure.value]).toEqual([1, undefined])
  })

})

describe('a photo that its student still looks at, and', () => {
  test('left before it was wanted it waits, and does not go on by itself', async () => {
    const to = service()
    const { upload, degree } = uploadTo(to)
    upload.beginAhead(FILE, 'live-camera')
    await vi.advanceTimersByTimeAsync(0)
    upload.leavePage()
    await vi.advanceTimersByTimeAsync(0)
    const { upload: later } = uploadTo(to, degree)
    expect(await later.restoreKept()).toBe(false)
    expect([later.stage.value, completed(to.lines)]).toEqual(['stopped', 0])
    expect(await later.resume()).toBe('p')
    expect(sent(to.lines)).toEqual(['0', '1'])
  })

  test('looked at for longer than a session lasts, it goes up in another one', async () => {
    const to = service((line, count) => (line.endsWith('/complete') && count === 1 ? problem(409, 'too-late') : 'go on'))
    const { upload } = uploadTo(to)
    upload.beginAhead(FILE, 'live-camera')
    await vi.advanceTimersByTimeAsync(0)
    expect(await upload.use()).toBe('p')
  })

  test('without a network meanwhile, wanting it tries again', async () => {
    let isOff = true
    const to = service(() => (isOff ? 'nothing' : 'go on'))
    const { upload } = uploadTo(to)
    upload.beginAhead(FILE, 'live-camera')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(upload.stage.value).toBe('stopped')
    isOff = false
    expect(await upload.use()).toBe('p')
  })
})
