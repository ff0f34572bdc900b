/** Which messages the outbox shows. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'
import { mayBe } from '../../features/outbox/recipient'
import { carriesCode } from '../../features/outbox/signInCode'

import { OUTBOX_WORDS } from './words'

export const KINDS = {
  all: OUTBOX_WORDS.all,
  codes: OUTBOX_WORDS.codes,
  notices: OUTBOX_WORDS.notices,
} satisfies Record<string, Text>

export type Kind = keyof typeof KINDS

export function isKind(value: unknown): value is Kind {
  return typeof value === 'string' && Object.hasOwn(KINDS, value)
}

/** The messages of a kind to whoever fits what was typed. */
export function chosenOf(
  messages: readonly Schemas['KeptMessageView'][],
  kind: Kind,
  typed: string,
): readonly Schemas['KeptMessageView'][] {
  return messages.filter(
    (message) =>
      (kind === 'all' || carriesCode(message) === (kind === 'codes')) &&
      mayBe(message.recipient_hint, typed),
  )
}
