/** Browsers only: WeChat's own browser, from which WeChat tells who somebody is. */
import { keepInTab, readInTab } from './tabStorage'

/** What somebody was sent to WeChat for. */
export type VisitPurpose = 'sign-in' | 'link'

/** What WeChat sent somebody back with. */
export interface WeChatReturn {
  readonly purpose: VisitPurpose
  readonly code: string
}

const STORED = 'wechat-visit'

/** Whether these pages are in WeChat's browser, and not within a mini-program. */
export function isInWeChat(agent = navigator.userAgent): boolean {
  return /\bMicroMessenger\//i.test(agent) && !/\bminiProgram\b/i.test(agent)
}

/** WeChat's page with its slots filled. */
export function visitAddress(template: string, back: string, state: string): string {
  const fill = (text: string): string => encodeURIComponent(text)
  return template.replace('{redirect_uri}', fill(back)).replace('{state}', fill(state))
}

/**
 * Goes to WeChat and comes back to this page. The state is this tab's secret: who is led here with the code of
 * somebody else must not be signed in, or linked, as that person.
 */
export function visitWeChat(template: string, purpose: VisitPurpose): void {
  const random = crypto.getRandomValues(new Uint8Array(16))
  const secret = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const state = `${purpose}.${secret}`
  keepInTab(STORED, state)
  location.href = visitAddress(template, `${location.origin}${location.pathname}`, state)
}

/** Reads, once, with what WeChat sent back; nothing when it was not this tab that asked. */
export function returnFromWeChat(query: Readonly<Record<string, unknown>> | undefined): WeChatReturn | undefined {
  const { code, state } = query ?? {}
  if (typeof code !== 'string' || typeof state !== 'string') return undefined
  // A reload must not send the code again: it works once.
  history.replaceState(history.state, '', location.pathname)
  const asked = readInTab(STORED)
  keepInTab(STORED, '')
  if (asked === '' || asked !== state || code === '') return undefined
  return { purpose: asked.startsWith('link.') ? 'link' : 'sign-in', code }
}
