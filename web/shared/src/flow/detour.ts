/**
 * A page that somebody is sent to in the midst of something, and comes back from: to sign in, to agree.
 * What was under way waits and then goes on by itself.
 */

/** One such page. */
export interface Detour {
  /** Sends there, unless somebody is there already; whether what was needed has been done. */
  readonly take: () => Promise<boolean>
  /** Said by the page itself, when it is done and when it is left. */
  readonly end: (isDone: boolean) => void
}

/** A detour. `goThere` opens the page and calls `isShut` when it does not open. */
export function createDetour(goThere: (isShut: () => void) => void): Detour {
  let underWay: Promise<boolean> | undefined
  let settle: ((isDone: boolean) => void) | undefined
  const end = (isDone: boolean): void => {
    const tell = settle
    settle = undefined
    underWay = undefined
    tell?.(isDone)
  }
  const take = (): Promise<boolean> => {
    if (underWay !== undefined) return underWay
    const way = new Promise<boolean>((resolve) => {
      settle = resolve
    })
    underWay = way
    goThere(() => {
      end(false)
    })
    return way
  }
  return { take, end }
}
