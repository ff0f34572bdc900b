import { expect, test } from 'vitest'
import { nextTick, watchEffect } from 'vue'

import { usePictures } from './usePictures'

/** Pictures whose decoding a test decides, in the order in which they were asked for. */
function decoded() {
  const asked: { readonly image: HTMLImageElement; readonly done: () => Promise<void>; readonly broken: () => Promise<void> }[] = []
  const pictures = usePictures(() => {
    const image = document.createElement('img')
    let [resolve, reject]: [() => void, (why: Error) => void] = [() => undefined, () => undefined]
    const decoding = new Promise<void>((yes, no) => {
      resolve = yes
      reject = no
    })
    image.decode = () => decoding
    const settled = async (settle: () => void) => {
      settle()
      await decoding.catch(() => undefined)
      await nextTick()
    }
    asked.push({ image, done: () => settled(resolve), broken: () => settled(() => { reject(new Error('broken')) }) })
    return image
  })
  const at = (place: number) => {
    const found = asked[place]
    if (found === undefined) throw new Error(`picture ${String(place)} was not asked for`)
    return found
  }
  return { ...pictures, at, addresses: () => asked.map(({ image }) => image.getAttribute('src')) }
}

test('pictures are fetched and decoded before anybody looks at them', async () => {
  const { keep, of, at, addresses } = decoded()
  keep(['now', 'next'])
  expect(addresses()).toEqual(['now', 'next'])
  expect(of('next')?.state).toBe('loading')
  await at(1).done()
  expect(of('next')?.state).toBe('ready')
  expect(of('now')?.state).toBe('loading')
})

test('the decoded element itself is what is shown, without another fetch', async () => {
  const { keep, of, at, addresses } = decoded()
  keep(['now', 'next'])
  await at(1).done()
  keep(['next', 'after'])
  expect(of('next')).toEqual({ state: 'ready', image: at(1).image })
  expect(of('next')?.image).toBe(at(1).image)
  expect(addresses()).toEqual(['now', 'next', 'after'])
})

test('what is not needed any more is let go, even while it comes', async () => {
  const { keep, of, at } = decoded()
  keep(['now'])
  keep(['next'])
  expect(of('now')).toBeUndefined()
  await at(0).done()
  expect(of('now')).toBeUndefined()
})

test('one that fails says so, and is asked for anew', async () => {
  const { keep, of, load, at } = decoded()
  keep(['now'])
  await at(0).broken()
  expect(of('now')?.state).toBe('failed')
  void load('now')
  expect(of('now')?.state).toBe('loading')
  await at(1).done()
  expect(of('now')).toEqual({ state: 'ready', image: at(1).image })
})

test('a late answer of an earlier attempt does not take the place of the newer one', async () => {
  const { keep, of, load, at } = decoded()
  keep(['now'])
  void load('now')
  await at(0).broken()
  expect(of('now')).toEqual({ state: 'loading', image: at(1).image })
})

test('who looks is told when a picture is there', async () => {
  const { keep, of, at } = decoded()
  const seen: (string | undefined)[] = []
  const stop = watchEffect(() => { seen.push(of('now')?.state) }, { flush: 'sync' })
  keep(['now'])
  await at(0).done()
  stop()
  expect(seen).toEqual([undefined, 'loading', 'ready'])
})

test('without an address there is no picture', () => {
  const { of } = decoded()
  expect(of(undefined)).toBeUndefined()
  expect(of(null)).toBeUndefined()
})
