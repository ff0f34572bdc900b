/**
 * A page that somebody is sent to in the midst of something, and comes back from: to sign in, to agree.
 * What was under way waits and then goes on by itself.
 */

const STORED = 'heading'

/** Where the tab pages are; they cannot be pushed upon others. */
const TABS = ['/pages/home/home', '/pages/me/me']

/** One such page. */
export interface Detour {
  /** Sends there, unless somebody is there already; whether what was needed has been done. */
  readonly take: () => Promise<boolean>
  /** Said by the page itself, when it is done and when it is left. */
  readonly end: (isDone: boolean) => void
}

/** A detour to the page at `address`. */
export function makeDetour(address: string): Detour {
  let underWay: Promise<boolean> | undefined
  let settle: ((isDone: boolean) => void) | undefined
  const end = (isDone: boolean): void => {
    const tell = settle
    settle = undefined
    underWay = undefined
    tell?.(isDone)
  }
  const take = (): Promise<boolean> => {
    underWay ??= new Promise((resolve) => {
      settle = resolve
      uni.setStorageSync(STORED, presentAddress())
      void uni.navigateTo({ url: address, fail: () => { end(false) } })
    })
    return underWay
  }
  return { take, end }
}

/**
 * Goes back to where somebody was heading. Usually that page is below this one; after the browser
 * has loaded the page anew it is only remembered.
 */
export function leaveDetour(): void {
  const kept: unknown = uni.getStorageSync(STORED)
  uni.removeStorageSync(STORED)
  const heading = typeof kept === 'string' && kept.startsWith('/') ? kept : TABS[0]
  if (getCurrentPages().length > 1) {
    void uni.navigateBack()
    return
  }
  void uni.reLaunch({ url: heading ?? '/' })
}

function presentAddress(): string {
  const page = getCurrentPages().pop() as { readonly $page?: { readonly fullPath?: string } } | undefined
  return page?.$page?.fullPath ?? ''
}
