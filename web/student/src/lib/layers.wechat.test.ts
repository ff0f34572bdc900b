import { expect, test } from 'vitest'
import { nextTick, shallowRef } from 'vue'

import { inScope } from '../testing/scope'

import { backOnce, layersHere, useLayer, useLayers } from './layers'

test('the back key closes the topmost layer, one at a time', async () => {
  const step = shallowRef(2)
  const isOpen = shallowRef(true)
  const page = inScope(() => {
    useLayers(
      () => step.value,
      () => {
        step.value -= 1
      },
    )
    useLayer(
      () => isOpen.value,
      () => {
        isOpen.value = false
      },
    )
    return {}
  })
  await nextTick()
  expect(layersHere.value).toBe(3)
  backOnce()
  await nextTick()
  expect([isOpen.value, step.value, layersHere.value]).toEqual([false, 2, 2])
  backOnce()
  await nextTick()
  expect([step.value, layersHere.value]).toEqual([1, 1])
  page.leavePage()
  expect(layersHere.value).toBe(0)
})

test('what is busy stays, and the next press of the key is for it again', async () => {
  let presses = 0
  inScope(() => {
    useLayers(
      () => 1,
      () => {
        presses += 1
      },
    )
    return {}
  })
  await nextTick()
  backOnce()
  await nextTick()
  await nextTick()
  expect(layersHere.value).toBe(1)
  backOnce()
  expect(presses).toBe(2)
})
