/** Runs of prints, newest first, what waits, and starting a run. */
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'

/** How many come at a time. */
const PART = 50

/** What a run takes. */
export type RunWish = Schemas['NewRun']

/** Runs alone: what a school's officer sees too. Nothing is asked before `refresh`. */
export function useRuns(api: Api, session: Pick<Session, 'isOver'>) {
  const { items, ...pages } = usePages<Schemas['PrintRunView']>({
    load: (after) => {
      const query = { limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/production/runs', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
  })
  return { ...pages, runs: items }
}

/** What waits to be produced, and starting a run of it. */
export function useWaiting(api: Api, session: Pick<Session, 'isOver'>, action: Action) {
  const { data, ...answer } = useAnswer<readonly Schemas['WaitingPrintsView'][]>(async () => {
    const { data: found, error } = await api.GET('/api/v1/production/waiting')
    return found === undefined ? { error } : { data: found.items }
  }, session.isOver)

  /** The run that was started; none when it was not. */
  async function start(wish: RunWish): Promise<Schemas['PrintRunView'] | undefined> {
    return action.run((key) => api.POST('/api/v1/production/runs', { params: { header: writeHeaders(key, undefined) }, body: wish }))
  }

  return { ...answer, waiting: data, start }
}
