/** Finding an entry by what somebody types: by its words in either language, by the sounds of its Chinese ones. */
import type { RouteLocationRaw } from 'vue-router'

import type { Text } from '@caixiang/shared/text/text'

export type EntryKind = 'page' | 'action' | 'batch' | 'school'

/** Something that the palette leads to, or does. */
export interface Entry {
  /** Unlike that of any other. */
  readonly id: string
  readonly kind: EntryKind
  readonly title: Text
  /** What else it is found by, and known by. */
  readonly hint?: Text
  /** Where it leads; without it `run` does something. */
  readonly to?: RouteLocationRaw
  readonly run?: () => void
}

/** Whether Chinese words sound like what was typed: all of it, initials, or a mixture; where they do. */
export type Sounds = (words: string, typed: string) => readonly [number, number] | false

/** The better, the smaller. */
type Rank = 0 | 1 | 2 | 3 | 4

const NONE: Sounds = () => false

function rankOf(title: string, hint: string, typed: string, sounds: Sounds): Rank | undefined {
  if (title.startsWith(typed)) return 0
  const heard = sounds(title, typed)
  if (heard !== false && heard[0] === 0) return 1
  if (title.includes(typed)) return 2
  if (heard !== false) return 3
  return hint.includes(typed) || sounds(hint, typed) !== false ? 4 : undefined
}

/** The best of both languages: a hand that learned the English name finds it on a Chinese page. */
function bestOf({ title, hint }: Entry, typed: string, sounds: Sounds): Rank | undefined {
  const zh = rankOf(title.zh.toLowerCase(), (hint?.zh ?? '').toLowerCase(), typed, sounds)
  const en = rankOf(title.en.toLowerCase(), (hint?.en ?? '').toLowerCase(), typed, NONE)
  if (zh === undefined || en === undefined) return zh ?? en
  return zh < en ? zh : en
}

/** What fits, best first; all in their order while nothing is typed. */
export function found(entries: readonly Entry[], typed: string, sounds: Sounds = NONE): readonly Entry[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return entries
  const ranked = entries.flatMap((entry) => {
    const rank = bestOf(entry, wanted, sounds)
    return rank === undefined ? [] : [{ entry, rank }]
  })
  // Sorting keeps the order of equals.
  return ranked.sort((one, other) => one.rank - other.rank).map(({ entry }) => entry)
}
