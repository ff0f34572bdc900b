import { expect, test, vi } from 'vitest'

import { createDetour } from './detour'

test('whoever waits learns what came of it', async () => {
  const detour = createDetour(() => undefined)
  const way = detour.take()
  detour.end(true)
  await expect(way).resolves.toBe(true)
})

test('several that wait are sent once', async () => {
  const goThere = vi.fn()
  const detour = createDetour(goThere)
  const ways = [detour.take(), detour.take()]
  detour.end(true)
  await expect(Promise.all(ways)).resolves.toEqual([true, true])
  expect(goThere).toHaveBeenCalledTimes(1)
})

test('done and then left is done', async () => {
  const detour = createDetour(() => undefined)
  const way = detour.take()
  detour.end(true)
  detour.end(false)
  await expect(way).resolves.toBe(true)
})

test('a page that does not open keeps nobody waiting, and can be tried again', async () => {
  let opens = false
  const detour = createDetour((isShut) => {
    if (!opens) isShut()
  })
  await expect(detour.take()).resolves.toBe(false)
  opens = true
  const way = detour.take()
  detour.end(true)
  await expect(way).resolves.toBe(true)
})

test('a page that was opened by itself ends without a word', () => {
  const detour = createDetour(() => undefined)
  expect(() => {
    detour.end(true)
  }).not.toThrow()
})
