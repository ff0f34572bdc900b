import { expect, test } from 'vitest'

import { clientWith, good } from '@caixiang/shared/testing/client'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'
import { signedIn } from '../../../testing'

import { useNewDevices } from './useNewDevices'

function keeper(): Keeper {
  const kept = new Map<string, string | boolean>()
  return { read: (name) => kept.get(name), write: (name, value) => void kept.set(name, value) }
}

const OWN = signedIn({ id: 'own', is_current: true, is_new_device: true })
const KNOWN = signedIn({ id: 'known' })
const STRANGE = signedIn({ id: 'strange', is_new_device: true })

function opened(kept: Keeper, sessions = [OWN, KNOWN, STRANGE]) {
  return useNewDevices(clientWith<Blob>(good(sessions)).api, { isOver: () => false }, kept)
}

test('a new device elsewhere is told, the own one is not', async () => {
  const devices = opened(keeper())
  await devices.look()
  expect(devices.unknown.value.map(({ id }) => id)).toEqual(['strange'])
})

test('what was acknowledged is not told at the next visit', async () => {
  const kept = keeper()
  const devices = opened(kept)
  await devices.look()
  devices.acknowledge()
  expect(devices.unknown.value).toEqual([])
  const later = opened(kept, [OWN, STRANGE, signedIn({ id: 'another', is_new_device: true })])
  await later.look()
  expect(later.unknown.value.map(({ id }) => id)).toEqual(['another'])
})
