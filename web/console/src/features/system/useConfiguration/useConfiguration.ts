/** What the service is set to, its keys, and sealing everything under them. */
import { computed } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

export type Setting = Schemas['SettingView']

/** Settings of one table of the file. */
export interface Section {
  /** Empty for the keys that stand in no table. */
  readonly name: string
  readonly settings: readonly Setting[]
}

/** In the order of the file; tables whose words fit what is searched for. */
export function sectionsOf(settings: readonly Setting[], wanted = ''): readonly Section[] {
  const typed = wanted.trim().toLowerCase()
  const fits = ({ section, key, about }: Setting) => `${section}.${key} ${about.zh} ${about.en}`.toLowerCase().includes(typed)
  const sections = new Map<string, Setting[]>()
  for (const setting of settings.filter(fits)) {
    const same = sections.get(setting.section)
    if (same === undefined) sections.set(setting.section, [setting])
    else same.push(setting)
  }
  return [...sections].map(([name, all]) => ({ name, settings: all }))
}

/** Nothing is asked before `load`. */
export function useConfiguration(api: Api, session: Pick<Session, 'isOver'>) {
  const configured = useAnswer(() => api.GET('/api/v1/staff/settings', {}), session.isOver)
  const keys = useAnswer(() => api.GET('/api/v1/staff/keys', {}), session.isOver)

  async function load(): Promise<void> {
    await Promise.all([configured.load(), keys.load()])
  }

  /** Has a worker seal everything once more. */
  async function reseal(key: string): Promise<Result<undefined>> {
    const answer = await api.POST('/api/v1/staff/keys/reseal', { params: { header: { 'Idempotency-Key': key } } })
    session.isOver(answer.error)
    if (answer.error === undefined) await keys.load()
    return answer
  }

  return {
    configured,
    keys,
    /** The installation serves others as well: nobody here looks after it. */
    isShared: computed(() => hasCode(configured.failure.value, 'several-centres')),
    load,
    reseal,
  }
}
