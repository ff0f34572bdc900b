/** Something that staff ask of the service: busy while it runs, and why it failed. The session hears of it. */
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import type { ActionSettings } from '@caixiang/shared/vue/useAction/useAction'
import { useSession } from '../useSession/useSession'

/** Makes an action of the page; after it the session may be over. */
export function useAction(settings: Pick<ActionSettings, 'holdsFailure'> = {}) {
  return createAction({ ...settings, onAnswer: useSession().isOver })
}
