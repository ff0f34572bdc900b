import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { sectionsOf, useConfiguration } from './useConfiguration'
import type { Setting } from './useConfiguration'

function setting(section: string, key: string): Setting {
  return { section, key, value: '1', is_hidden: false, origin: 'default', about: { zh: '天数', en: 'Days' } }
}

const SETTINGS = [setting('', 'data'), setting('limits', 'link_minutes'), setting('work', 'jobs'), setting('limits', 'orphan_hours')]

test('settings stand under their tables, in the order of the file', () => {
  const names = (wanted?: string) => sectionsOf(SETTINGS, wanted).map(({ name, settings }) => [name, settings.length])
  expect(names()).toEqual([['', 1], ['limits', 2], ['work', 1]])
  expect(names('limits.or')).toEqual([['limits', 1]])
  expect(names('days')).toHaveLength(3)
  expect(names('nothing')).toEqual([])
})

test('resealing shows the keys anew', async () => {
  const keys = { keys: [], stage: 'due', rows: 4 }
  const { api } = clientOf<Blob>({
    'GET /api/v1/staff/settings': good({ settings: SETTINGS, gateways: [] }),
    'GET /api/v1/staff/keys': [good(keys), good({ ...keys, stage: 'running' })],
    'POST /api/v1/staff/keys/reseal': { status: 204 },
  })
  const configuration = useConfiguration(api, { isOver: () => false })
  await configuration.load()
  expect(configuration.isShared.value).toBe(false)
  expect(configuration.keys.data.value?.stage).toBe('due')
  await configuration.reseal('k')
  expect(configuration.keys.data.value?.stage).toBe('running')
})

test('an installation of several centres says so', async () => {
  const { api } = clientOf<Blob>({
    'GET /api/v1/staff/settings': problem(403, 'several-centres'),
    'GET /api/v1/staff/keys': problem(403, 'several-centres'),
  })
  const configuration = useConfiguration(api, { isOver: () => false })
  await configuration.load()
  expect(configuration.isShared.value).toBe(true)
})
