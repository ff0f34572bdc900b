/** The decisions of who is signed in: they go on while other pages are open, and end with the session. */
import { effectScope, watch } from 'vue'

import { api } from '../../../lib/api'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

import { keptDecisions } from './keptDecisions'
import { createDecisions } from './useDecisions'
import type { Decisions } from './useDecisions'

interface Own {
  readonly staff: string
  readonly decisions: Decisions
  readonly leave: () => void
}

let own: Own | undefined

/** Those of the session; what waits is tried at once. */
export function ownDecisions(session: Session, client: Api = api): Decisions {
  const staff = session.staff.value?.id ?? ''
  if (own?.staff !== staff) {
    own?.leave()
    own = open(session, staff, client)
  }
  void own.decisions.flush()
  return own.decisions
}

function open(session: Session, staff: string, client: Api): Own {
  const isHere = () => session.staff.value?.id === staff
  const decisions = createDecisions({
    api: client,
    name: session.staff.value?.name ?? '',
    isOver: session.isOver,
    isOwner: async () => (isHere() ? session.isStillHere() : false),
    kept: keptDecisions(sessionStorage, staff),
  })

  function flush(): void {
    void decisions.flush()
  }

  /** The tab would take them with it. */
  function ask(event: BeforeUnloadEvent): void {
    if (decisions.unsent.value.length > 0) event.preventDefault()
  }

  window.addEventListener('online', flush)
  window.addEventListener('beforeunload', ask)
  // As long as the session, and not as the page that asked first.
  const scope = effectScope(true)

  function leave(): void {
    scope.stop()
    decisions.close()
    window.removeEventListener('online', flush)
    window.removeEventListener('beforeunload', ask)
    if (own?.decisions === decisions) own = undefined
  }

  scope.run(() => {
    // At once: whoever signs in next must not find a try of the former one under way.
    watch(isHere, (is) => { if (!is) leave() }, { flush: 'sync' })
  })
  return { staff, decisions, leave }
}
