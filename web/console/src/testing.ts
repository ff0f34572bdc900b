/** What several tests need: members of staff and messages, as the API has them. */
import type { Schemas } from '@caixiang/shared/api/types'

export const OPERATOR: Schemas['StaffView'] = {
  id: '019f9f27-9800-70bf-9908-03440d306933',
  centre: '019f9f27-9800-76cb-9927-517e0d9ecbb6',
  name: '示范操作员',
  roles: [{ role: 'operator' }],
  permissions: ['manage-batches', 'operate-service'],
  has_second_factor: false,
  needs_second_factor: false,
}

export const REVIEWER: Schemas['StaffView'] = {
  ...OPERATOR,
  name: '示范审核员',
  roles: [{ role: 'centre-reviewer' }],
  permissions: ['review-for-centre'],
}

/** A message that carries a code, unless something else is said. */
export function message(said: Partial<Schemas['KeptMessageView']> = {}): Schemas['KeptMessageView'] {
  return {
    id: '01a21104-3b2f-7230-b9aa-15e7791ac271',
    channel: 'sms',
    template: 'sign-in-code',
    recipient_hint: '138****1110',
    text: '验证码 672233，5 分钟内有效。请不要告诉任何人。如果不是你在登录，不用理会这条短信。',
    created_at: '2026-11-25T12:43:39.695171+08:00',
    ...said,
  }
}

/** A place where somebody is signed in, unless something else is said. */
export function signedIn(said: Partial<Schemas['SessionView']> = {}): Schemas['SessionView'] {
  return {
    id: 'session',
    device: 'Chrome, Windows',
    is_current: false,
    is_new_device: false,
    created_at: '2026-11-25T08:00:00+08:00',
    last_seen_at: '2026-11-25T12:00:00+08:00',
    expires_at: '2026-11-25T20:00:00+08:00',
    ...said,
  }
}

/** A batch that is open, unless something else is said; days begin in China. */
export function batchOf({ opens = '2026-11-01', closes = '2026-12-31', ...said }: Partial<Schemas['StaffBatchView']> & { opens?: string; closes?: string } = {}): Schemas['StaffBatchView'] {
  return {
    id: '01a21104-0000-7000-8000-000000000001',
    mode: 'group',
    name: '2027年1月毕业生图像采集',
    state: 'open',
    slug: 'sgu-2027',
    feature_code: 'J9VG24',
    window: { opens_at: `${opens}T00:00:00+08:00`, closes_at: `${closes}T00:00:00+08:00` },
    cohorts: [],
    schools: ['10576'],
    rules: {
      spec: 'guangdong-2023',
      background: '#64c5ff',
      capture: ['live-camera'],
      attempts_limit: 3,
      free_checks_limit: 10,
      replace_within_days: 2,
      price_fen: 0,
      originals_days: 90,
      portraits_days: 365,
      glasses: 'forbidden',
      review: 'centre',
    },
    ...said,
  } as Schemas['StaffBatchView']
}

/** The plan of a batch. */
export function planOf(said: Partial<Schemas['PlanBody']> = {}): Schemas['PlanBody'] {
  return {
    name: '2027年1月毕业生图像采集',
    mode: { mode: 'group', feature_code: 'J9VG24' },
    schools: ['10576'],
    cohorts: [{ grade_year: 2023, level: '专升本', graduation: '2027-01' }],
    window: {
      opens_at: '2026-12-01T08:00:00+08:00',
      closes_at: '2026-12-31T18:00:00+08:00',
      daily_hours: { from: '08:00', until: '22:00' },
    },
    rules: {
      spec: 'guangdong-2023',
      background: '#64c5ff',
      capture: ['live-camera'],
      attempts_limit: 3,
      free_checks_limit: 10,
      replace_within_days: 2,
      price_fen: 3050,
      originals_days: 90,
      portraits_days: 365,
      photo_not_before: '2026-06-01',
      glasses: 'forbidden',
      review: 'centre',
    },
    notice: { zh: '请尽早完成。', en: 'Please finish early.' },
    slug: 'sgu-2027',
    ...said,
  }
}

/** A batch as operators see it. */
export function viewOf(said: Partial<Schemas['BatchPlanView']> = {}): Schemas['BatchPlanView'] {
  return {
    id: 'b',
    state: 'open',
    plan: planOf(),
    schools: [{ id: 's', code: '10576', name: '韶关学院' }],
    by_state: { 'awaiting-review': 3, approved: 5 },
    ...said,
  }
}
