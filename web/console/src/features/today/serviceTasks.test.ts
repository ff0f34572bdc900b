import { expect, test } from 'vitest'

import { appointmentsTask, backupTask, deadTask, messagesTask, printsTask } from './serviceTasks'

const NOW_MS = Date.parse('2026-11-30T12:00:00+08:00')
const MADE = { made_at: '2026-11-27T12:00:00+08:00', objects: 1, bytes: 1, has_database: true }

test('jobs that were given up are counted, messages by themselves', () => {
  const jobs = [
    { kind: 'prune', status: 'dead', count: 2 },
    { kind: 'assess-photo', status: 'dead', count: 1 },
    { kind: 'send-notification', status: 'dead', count: 5 },
    { kind: 'prune', status: 'ready', count: 9 },
  ]
  expect(deadTask({ jobs }, NOW_MS)?.title.en).toBe('3 background jobs failed')
  expect(messagesTask({ jobs }, NOW_MS)?.title.zh).toBe('5 条通知没有发出去')
  expect(deadTask({ jobs: jobs.slice(2) }, NOW_MS)).toBeUndefined()
  expect(messagesTask({ jobs: [] }, NOW_MS)).toBeUndefined()
})

test.each([
  ['is young and sound', { last_backup: { ...MADE, is_sound: true }, backup_is_due: false }, undefined],
  ['is missing', { last_backup: null, backup_is_due: true }, 'No backup was made yet'],
  ['is old', { last_backup: MADE, backup_is_due: true }, 'The backup is too old'],
  ['is damaged', { last_backup: { ...MADE, is_sound: false }, backup_is_due: false }, 'The backup cannot be read as a whole: another one is needed'],
])('a backup that %s', (_, state, title) => {
  expect(backupTask(state, NOW_MS)?.title.en).toBe(title)
})

test('prints that are paid wait', () => {
  expect(printsTask([{ jobs: 2 }, { jobs: 3 }], NOW_MS)?.title.zh).toBe('5 份冲印等待制作')
  expect(printsTask([], NOW_MS)).toBeUndefined()
})

test('who is expected today is told until all have come', () => {
  const at = (time: string, state: 'booked' | 'moved' | 'attended') => ({ slot_starts_at: `2026-11-30T${time}:00+08:00`, state })
  const task = appointmentsTask([at('15:00', 'booked'), at('14:00', 'moved'), at('09:00', 'attended')], NOW_MS)
  expect(task?.title.zh).toBe('今天还有 2 人预约到场拍摄')
  expect(task?.detail.zh).toBe('下一位：14:00')
  expect(appointmentsTask([at('09:00', 'booked')], NOW_MS)?.detail.zh).toBe('预约时间已过，请登记是否到场')
  expect(appointmentsTask([at('09:00', 'attended')], NOW_MS)).toBeUndefined()
})
