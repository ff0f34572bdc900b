/** What there is to do about the service, prints and appointments: what stopped, what waits, who is expected today. */
import type { Schemas } from '@caixiang/shared/api/types'
import { agoText, startText } from '@caixiang/shared/time/moment'

import { timeOf } from '../../lib/chinaTime'
import { text } from '../../words'

import type { Task } from './tasks'

type Installation = Pick<Schemas['InstallationView'], 'jobs' | 'last_backup' | 'backup_is_due'>
type Expected = Pick<Schemas['ExpectedStudentView'], 'state' | 'slot_starts_at'>

/** Kinds of the jobs that tell people something. */
const TELLING: ReadonlySet<string> = new Set(['send-notification', 'remind', 'remind-group', 'notify-registry-answers'])

const SYSTEM_PATH = '/system'

function countDead(jobs: Installation['jobs'], isTelling: boolean): number {
  const dead = jobs.filter(({ kind, status }) => status === 'dead' && TELLING.has(kind) === isTelling)
  return dead.reduce((sum, { count }) => sum + count, 0)
}

/** Jobs that were given up, but for messages. */
export function deadTask({ jobs }: Pick<Installation, 'jobs'>, nowMs: number): Task | undefined {
  const dead = countDead(jobs, false)
  if (dead === 0) return undefined
  const count = String(dead)
  return {
    key: 'dead-jobs',
    urgency: 'now',
    title: text(`${count} 个后台任务没有做成`, `${count} background jobs failed`),
    detail: text('看原因，再试一次或丢弃', 'See why, then try again or drop them'),
    to: { path: SYSTEM_PATH },
    dueMs: nowMs,
  }
}

/** Messages that did not go out, whatever was tried. */
export function messagesTask({ jobs }: Pick<Installation, 'jobs'>, nowMs: number): Task | undefined {
  const dead = countDead(jobs, true)
  if (dead === 0) return undefined
  const count = String(dead)
  return {
    key: 'dead-messages',
    urgency: 'now',
    title: text(`${count} 条通知没有发出去`, `${count} messages did not go out`),
    detail: text('收信的人还不知道，看原因后再试一次', 'Those they are for do not know yet: see why, then try again'),
    to: { path: SYSTEM_PATH },
    dueMs: nowMs,
  }
}

/** A backup that is missing, old or damaged. */
export function backupTask({ last_backup: last, backup_is_due: isDue }: Omit<Installation, 'jobs'>, nowMs: number): Task | undefined {
  const of = (zh: string, en: string): Task => {
    const made = last == null ? undefined : agoText(last.made_at, nowMs)
    return {
      key: 'backup',
      urgency: 'now',
      title: text(zh, en),
      detail: made === undefined ? text('请部署者设置每天备份', 'Ask whoever runs the server for a backup every day') : text(`最近一次：${made.zh}`, `The last one: ${made.en}`),
      to: { path: SYSTEM_PATH },
      dueMs: last == null ? nowMs : Date.parse(last.made_at),
    }
  }
  if (last?.is_sound === false) return of('备份有内容读不出来，要重新备份', 'The backup cannot be read as a whole: another one is needed')
  if (!isDue) return undefined
  return last == null ? of('还没有备份过', 'No backup was made yet') : of('备份过期了', 'The backup is too old')
}

/** Paid prints that nobody has begun to produce. */
export function printsTask(waiting: readonly Pick<Schemas['WaitingPrintsView'], 'jobs'>[], nowMs: number): Task | undefined {
  const jobs = waiting.reduce((sum, one) => sum + one.jobs, 0)
  if (jobs === 0) return undefined
  const count = String(jobs)
  return {
    key: 'prints',
    urgency: 'soon',
    title: text(`${count} 份冲印等待制作`, `${count} sets of prints wait to be made`),
    detail: text('已付款，还没有开始制作', 'Paid, and not in production yet'),
    to: { path: '/production' },
    dueMs: nowMs,
  }
}

/** Students who are expected today and have not been there. */
export function appointmentsTask(expected: readonly Expected[], nowMs: number): Task | undefined {
  const open = expected.filter(({ state }) => state === 'booked' || state === 'moved').map(({ slot_starts_at: at }) => at)
  if (open.length === 0) return undefined
  const count = String(open.length)
  const [next] = open.filter((at) => Date.parse(at) >= nowMs).sort((one, other) => Date.parse(one) - Date.parse(other))
  return {
    key: 'appointments',
    urgency: 'now',
    title: text(`今天还有 ${count} 人预约到场拍摄`, `${count} students are expected for a photo today`),
    detail: next === undefined
      ? text('预约时间已过，请登记是否到场', 'Their time is over: note whether they came')
      : text(`下一位：${timeOf(next)}`, `The next one: ${startText(next, nowMs).en}`),
    to: { path: '/counter' },
    dueMs: next === undefined ? nowMs : Date.parse(next),
  }
}
