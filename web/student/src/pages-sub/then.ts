/** Where a student goes on after paying. */
import type { Then } from '../features/money/keptPayment'

/** What an address says, or home. */
export function thenOf(said: unknown): Then {
  return said === 'capture' || said === 'orders' ? said : 'home'
}

/** The page, for who has none below this one. */
export function pageAfter(then: Then, degree: string, order: string): string {
  switch (then) {
    case 'capture':
      return `/pages/capture/capture?degree=${degree}`
    case 'orders':
      return `/pages-sub/order/order?order=${order}`
    case 'home':
      return '/pages/home/home'
  }
}
