import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { language } from '../../lib/language'

import BackupCard from './BackupCard.vue'

const MADE: Schemas['BackupView'] = {
  made_at: '2026-10-13T18:00:00+08:00',
  objects: 1200,
  bytes: 3_450_000_000,
  has_database: true,
  checked_at: null,
  is_sound: null,
}

function cardOf(backup: Schemas['BackupView'] | null, isDue = false) {
  return mount(BackupCard, { props: { backup, isDue } })
}

afterEach(() => {
  language.value = 'zh'
})

test('a backup is told with its size, and that nobody has read it again', () => {
  language.value = 'en'
  const card = cardOf(MADE)
  expect(card.text()).toContain('1200 files, 3.5 GB')
  expect(card.text()).toContain('restore-check')
  expect(card.find('.wrong').exists()).toBe(false)
  expect(cardOf({ ...MADE, bytes: 3_450_000 }).text()).toContain('3.5 MB')
})

test('none at all, an old one and a damaged one are warned of', () => {
  language.value = 'en'
  const none = cardOf(null, true)
  expect(none.text()).toContain('No backup was made yet')
  expect(none.findAll('.wrong')).toHaveLength(2)
  expect(cardOf(MADE, true).get('.wrong').text()).toContain('1200 files')
  const damaged = cardOf({ ...MADE, checked_at: MADE.made_at, is_sound: false })
  expect(damaged.get('.wrong').text()).toContain('not all of it can be read')
  const sound = cardOf({ ...MADE, checked_at: MADE.made_at, is_sound: true })
  expect(sound.find('.wrong').exists()).toBe(false)
  expect(sound.get('.good').text()).toContain('can be restored')
})

test('without a copy of the database it is said who makes one', () => {
  language.value = 'en'
  expect(cardOf({ ...MADE, has_database: false }).text()).toContain('pg_dump')
  expect(cardOf(MADE).text()).not.toContain('pg_dump')
})
