import { expect, test } from 'vitest'

import { batchOf } from '../../testing'

import { batchTask, disputesTask, enquiriesTask, inOrder, reviewTask } from './tasks'

const NOW_MS = Date.parse('2026-11-30T12:00:00+08:00')

test.each<[string, Parameters<typeof batchOf>[0], string | undefined]>([
  ['runs on', {}, undefined],
  ['is paused', { state: 'paused' }, 'now'],
  ['is past its end', { closes: '2026-11-30' }, 'now'],
  ['ends soon', { closes: '2026-12-02' }, 'soon'],
  ['begins within the week', { opens: '2026-12-05' }, 'later'],
  ['begins some day', { opens: '2026-12-20' }, undefined],
  ['is a draft whose time has come', { state: 'draft' }, 'now'],
  ['is a draft for tomorrow', { state: 'draft', opens: '2026-12-01' }, 'soon'],
  ['is a draft for some day', { state: 'draft', opens: '2026-12-20' }, 'later'],
  ['was closed lately', { state: 'closed', closes: '2026-11-01' }, undefined],
  ['was closed long ago', { state: 'closed', opens: '2026-01-01', closes: '2026-03-01' }, 'later'],
  ['is archived', { state: 'archived', closes: '2026-03-01' }, undefined],
])('a batch that %s', (_, said, urgency) => {
  expect(batchTask(batchOf(said), NOW_MS)?.urgency).toBe(urgency)
})

test('the most pressing comes first, and what waits longest', () => {
  const tasks = [
    batchTask(batchOf({ id: 'draft', state: 'draft', opens: '2026-12-20' }), NOW_MS),
    undefined,
    batchTask(batchOf({ id: 'ends', closes: '2026-12-02' }), NOW_MS),
    batchTask(batchOf({ id: 'over', closes: '2026-11-29' }), NOW_MS),
    batchTask(batchOf({ id: 'long over', closes: '2026-11-02' }), NOW_MS),
  ]
  expect(inOrder(tasks).map(({ key }) => key)).toEqual(['long over', 'over', 'ends', 'draft'])
})

test('photos of all rounds are added up', () => {
  const sizes = [
    { round: 'school' as const, waiting: 2, with_doubts: 0, oldest: '2026-11-30T11:00:00+08:00' },
    { round: 'centre' as const, waiting: 3, with_doubts: 1, oldest: '2026-11-30T10:00:00+08:00' },
  ]
  const task = reviewTask(sizes, NOW_MS)
  expect(task?.title.zh).toBe('5 张照片待审核')
  expect(task?.detail.zh).toBe('最早的一张：2 小时前')
  expect(reviewTask([{ round: 'centre', waiting: 0, with_doubts: 0 }], NOW_MS)).toBeUndefined()
  expect(disputesTask([], NOW_MS)).toBeUndefined()
})

test('questions say since when the oldest waits, and when there are more', () => {
  const asked = { asked_at: '2026-11-30T09:00:00+08:00' }
  const task = enquiriesTask({ items: [asked, asked], next: 'more' }, NOW_MS)
  expect(task?.title.zh).toBe('2+ 条学生留言等待回复')
  expect(task?.detail.zh).toBe('最早的一条：3 小时前')
  expect(enquiriesTask({ items: [] }, NOW_MS)).toBeUndefined()
})
