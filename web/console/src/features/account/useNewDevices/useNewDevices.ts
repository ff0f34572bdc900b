/** Sign-ins from devices that were never used before: the person is told once, and says whether it was them. */
import { computed, shallowRef } from 'vue'

import { keptChoice } from '@caixiang/shared/vue/kept/kept'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import type { SignedIn } from '../useSessions/useSessions'

/** More than anybody has open; what is older has ended long ago. */
const KEPT = 50

/** Nothing is asked before `look`. */
export function useNewDevices(api: Api, session: Pick<Session, 'isOver'>, keeper: Keeper) {
  const sessions = shallowRef<readonly SignedIn[]>([])
  /** Ids of sessions about which the person was told; nobody can sign in with them. */
  const told = keptChoice<string>(keeper, 'devices-told', (found) => (typeof found === 'string' ? found : ''))

  /** Asks where the person is signed in; that it fails is no news, the account's page says why. */
  async function look(): Promise<void> {
    const { data, error } = await api.GET('/api/v1/sessions')
    session.isOver(error)
    if (data !== undefined) sessions.value = data
  }

  /** New devices elsewhere that the person has not been told of. The own one is in front of the person. */
  const unknown = computed(() => {
    const known = told.value.split(',')
    return sessions.value.filter(({ id, is_new_device, is_current }) => is_new_device && !is_current && !known.includes(id))
  })

  /** It was the person: none of them is told again. */
  function acknowledge(): void {
    const ids = [...unknown.value.map(({ id }) => id), ...told.value.split(',').filter((id) => id !== '')]
    told.value = ids.slice(0, KEPT).join(',')
  }

  function forget(): void {
    sessions.value = []
  }

  return { unknown, look, acknowledge, forget }
}
