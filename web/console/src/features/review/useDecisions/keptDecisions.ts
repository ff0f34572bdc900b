/** Decisions that the service has not confirmed, or has refused unread, kept as long as the tab: a reload loses none. */
import type { DecisionItem } from '../decision'
import { isToRead, isUnsent } from '../decision'

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
        return (kept as DecisionItem[]).map((item) => (isToRead(item) ? item : { ...item, state: 'waiting', isUnknown: true }))
      } catch {
        return []
      }
    },
    write(items) {
      const left = items.filter((item) => isUnsent(item) || isToRead(item))
      try {
        if (left.length === 0) drawer.removeItem(name)
        else drawer.setItem(name, JSON.stringify(left))
      } catch {
        // Browsers can forbid it; then they are kept as long as the page.
      }
    },
  }
}
