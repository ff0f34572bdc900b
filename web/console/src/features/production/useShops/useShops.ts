/** The print shops of the centre, and what was measured there. */
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Text } from '@caixiang/shared/text/text'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import { text } from '../../../words'
import type { Session } from '../../session/useSession/useSession'
import { PAPERS } from '../words'

export type Shop = Schemas['PrintShopView']
export type Calibration = Schemas['CalibrationView']
export type Paper = Schemas['PaperWord']
export type Measurement = Schemas['MeasuredSheet']

/** Digits behind the point of a scale. */
const DIGITS = 3

/** `6 寸：按 0.985 × 0.990 缩放`: along the long side, then along the short one. */
export function scaleText({ paper, long_scale: long, short_scale: short }: Calibration): Text {
  const scales = `${long.toFixed(DIGITS)} × ${short.toFixed(DIGITS)}`
  return text(`${PAPERS[paper].zh}：按 ${scales} 校正`, `${PAPERS[paper].en}: corrected by ${scales}`)
}

/** Millimetres as they are typed, with a point or a comma; none where it is no number. */
export function millimetres(typed: string): number | undefined {
  const plain = typed.trim().replace(/[,，。]/u, '.')
  return /^\d{1,4}(\.\d{1,3})?$/u.test(plain) ? Number(plain) : undefined
}

/** Nothing is asked before `load`. */
export function useShops(api: Api, session: Pick<Session, 'isOver'>, action: Action) {
  const { data, ...answer } = useAnswer<readonly Shop[]>(async () => {
    const { data: found, error } = await api.GET('/api/v1/production/shops')
    return found === undefined ? { error } : { data: found.items }
  }, session.isOver)

  /** Notes a measurement; whether it was taken. */
  async function calibrate(measurement: Measurement): Promise<boolean> {
    const done = await action.run((key) => api.POST('/api/v1/production/shops', { params: { header: writeHeaders(key, undefined) }, body: measurement }))
    await answer.load()
    return done !== undefined
  }

  /** Forgets a shop; whether it is forgotten. */
  async function forget(name: string): Promise<boolean> {
    const done = await action.run(async () => {
      const { error } = await api.DELETE('/api/v1/production/shops/{name}', { params: { path: { name } } })
      return error === undefined ? { data: true } : { error }
    })
    await answer.load()
    return done !== undefined
  }

  return { ...answer, shops: data, calibrate, forget }
}
