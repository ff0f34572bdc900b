/** Something that a button does, with the ways round what may be missing: a session, a consent. */
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'

import { agreeing, loseSession, signingIn } from './session'

/** How an action behaves. */
export interface ActionSettings {
  /** Whether it goes on without asking anybody to sign in or to agree: what a page reads when it opens. */
  readonly isQuiet?: boolean
  /** Shows the failure of the last run until the next answer: for what is repeated by itself. */
  readonly holdsFailure?: boolean
}

/**
 * Makes an action. When it needs a session or a consent, it sends to that page, and goes on by itself
 * after the return.
 */
export function useAction({ isQuiet = false, holdsFailure = false }: ActionSettings = {}) {
  return createAction({ onAnswer: endSession, holdsFailure, ...(isQuiet ? {} : { remedy }) })
}

/** A session that the service does not know any more is of no use. */
function endSession(error: ApiError | undefined): void {
  if (hasCode(error, 'not-signed-in')) loseSession()
}

/** Whether what was missing is there now. */
async function remedy(error: ApiError): Promise<boolean> {
  if (hasCode(error, 'not-signed-in')) return signingIn.take()
  return hasCode(error, 'consent-missing') && agreeing.take()
}
