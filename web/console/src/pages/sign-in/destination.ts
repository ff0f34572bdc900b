/** Where somebody was going when the door asked who they are. */
import type { LocationQuery, RouteLocationRaw } from 'vue-router'

const FIRST = '/'

/** The sign-in page that leads on to a page. */
export function signInAt(path: string): RouteLocationRaw {
  return path === FIRST ? { path: '/sign-in' } : { path: '/sign-in', query: { to: path } }
}

/**
 * The page after signing in. The address may come from anywhere, so that only paths of the console
 * count: `//host` and `/\host` are other hosts to a browser.
 */
export function destinationOf(query: LocationQuery): string {
  const { to } = query
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : FIRST
}
