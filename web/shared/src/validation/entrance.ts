/**
 * Where somebody enters who has scanned a poster: the end of a link, however the platform hands it over.
 * Browsers give `link`; a mini-program gives `scene` for its own kind of code, and in `q` the whole
 * address for an ordinary one.
 */
import { parseFeatureCode, parseLinkSlug } from './codes'

/** What a page is opened with, as far as it matters here. */
export interface LaunchQuery {
  readonly link?: unknown
  readonly scene?: unknown
  readonly q?: unknown
  readonly code?: unknown
}

/** The end of the link, if the page was opened by one. */
export function entranceOf({ link, scene, q }: LaunchQuery): string | undefined {
  return parseLinkSlug(textOf(link)) ?? slugOfScene(textOf(scene)) ?? slugOfAddress(textOf(q))
}

/** The feature code that a poster's link brings along, if it does. */
export function posterCodeOf({ code, q }: LaunchQuery): string | undefined {
  const carried = /[?&]code=([^&#]+)/i.exec(textOf(q))?.[1] ?? ''
  return parseFeatureCode(textOf(code)) ?? parseFeatureCode(carried)
}

/** The end of the link that a scanned text carries: a whole address, or the end alone. */
export function slugOfScan(text: string): string | undefined {
  return slugOfAddress(text.trim()) ?? parseLinkSlug(text.trim())
}

/** `scene` has 32 characters: the end of the link itself, or `link=` before it. */
function slugOfScene(scene: string): string | undefined {
  return parseLinkSlug(scene.replace(/^link=/i, ''))
}

/** The addresses that posters carry, `…/b/END`, and those that they lead to, `…?link=END`. */
function slugOfAddress(address: string): string | undefined {
  const found = /^https?:\/\/[^?#]*\/b\/([^/?#]+)\/?(?:[?#]|$)/i.exec(address) ?? /[?&]link=([^&#]+)/i.exec(address)
  return found?.[1] === undefined ? undefined : parseLinkSlug(found[1])
}

/** A value of a query as text. Mini-programs hand theirs over still encoded. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return ''
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
