/** Decisions that the service has not confirmed, kept as long as the browser's tab: a reload loses none. */
import type { DecisionItem } from '../decision'
import { isUnsent } from '../decision'

/** The part of the browser's storage that is needed. */
export type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface KeptDecisions {
  readonly read: () => readonly DecisionItem[]
  readonly write: (items: readonly DecisionItem[]) => void
}

/** What one member of staff left; nobody else's is read, or sent in another's name. */
export function keptDecisions(drawer: Drawer, staff: string): KeptDecisions {
  const name = `caixiang-console.decisions.${staff}`
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(drawer.getItem(name) ?? '[]')
        if (!Array.isArray(kept)) return []
        // Whether the page was left before or after the service had it, nobody knows.
        return (kept as DecisionItem[]).map((item) => ({ ...item, state: 'waiting', isUnknown: true }))
      } catch {
        return []
      }
    },
    write(items) {
      const unsent = items.filter(isUnsent)
      try {
        if (unsent.length === 0) drawer.removeItem(name)
        else drawer.setItem(name, JSON.stringify(unsent))
      } catch {
        // Browsers can forbid it; then they are kept as long as the page.
      }
    },
  }
}
