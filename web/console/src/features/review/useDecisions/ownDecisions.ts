/** The decisions of who is signed in: they go on while other pages are open. */
import { api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

import { keptDecisions } from './keptDecisions'
import { createDecisions } from './useDecisions'
import type { Decisions } from './useDecisions'

let own: { readonly staff: string; readonly decisions: Decisions } | undefined

/** Those of the session; what waits is tried at once. */
export function ownDecisions(session: Session): Decisions {
  const staff = session.staff.value?.id ?? ''
  if (own?.staff !== staff) {
    const name = session.staff.value?.name ?? ''
    const kept = keptDecisions(sessionStorage, staff)
    const decisions = createDecisions({ api, name, isOver: session.isOver, kept })
    window.addEventListener('online', () => void decisions.flush())
    // The tab would take them with it.
    window.addEventListener('beforeunload', (event) => {
      if (decisions.unsent.value.length > 0) event.preventDefault()
    })
    own = { staff, decisions }
  }
  void own.decisions.flush()
  return own.decisions
}
