/** Pages that somebody is sent to in the midst of something, and the way back from them. */
import { createDetour } from '@caixiang/shared/flow/detour'
import type { Detour } from '@caixiang/shared/flow/detour'

const STORED = 'heading'

const HOME = '/pages/home/home'

/** A detour to the page at `address`. */
export function detourTo(address: string): Detour {
  return createDetour((isShut) => {
    uni.setStorageSync(STORED, presentAddress())
    uni.navigateTo({ url: address, fail: isShut })
  })
}

/**
 * Goes back to where somebody was heading. Usually that page is below this one; after the browser
 * has loaded the page anew it is only remembered.
 */
export function leaveDetour(): void {
  const kept: unknown = uni.getStorageSync(STORED)
  uni.removeStorageSync(STORED)
  const heading = typeof kept === 'string' && kept.startsWith('/') ? kept : HOME
  if (getCurrentPages().length > 1) {
    void uni.navigateBack()
    return
  }
  // #ifdef H5
  // After a reload uni knows of one page only; the browser knows better.
  const { back } = (history.state ?? {}) as { readonly back?: unknown }
  if (back === heading) {
    history.back()
    return
  }
  // #endif
  void uni.reLaunch({ url: heading })
}

function presentAddress(): string {
  const page = getCurrentPages().pop() as { readonly $page?: { readonly fullPath?: string } } | undefined
  return page?.$page?.fullPath ?? ''
}
