/** What a page is for, in words: the help of a room says it, and what to do when something is unclear. */
import type { Text } from '@caixiang/shared/text/text'

/** A key, as it is printed on keyboards, and what it does. */
export interface HelpKey {
  readonly keys: string
  readonly does: Text
}

/** A question as somebody would ask it, and its answer. */
interface HelpTopic {
  readonly when: Text
  readonly then: Text
}

export interface Help {
  readonly keys?: readonly HelpKey[]
  readonly topics: readonly HelpTopic[]
}

/** In a file of its own, which comes when somebody asks. */
export type LoadHelp = () => Promise<{ readonly HELP: Help }>
