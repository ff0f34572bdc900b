/** The desk: the photo in front, what is chosen about it, and what may be decided. */
import { computed, onScopeDispose, readonly, shallowRef, watch } from 'vue'

import { failureText } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Text } from '@caixiang/shared/text/text'
import type { Api } from '../../../lib/api'
import { useAttention } from '../../../lib/useAttention/useAttention'
import { text } from '../../../words'
import type { Session } from '../../session/useSession/useSession'
import type { Filters } from '../choice'
import { isDecided, isToRead } from '../decision'
import type { DecisionItem } from '../decision'
import { lostText } from '../meanwhile'
import { NOTE_LIMIT, OTHER } from '../reasons'
import type { Code } from '../reasons'
import { useHand } from '../useHand/useHand'
import type { Hand, HandSettings } from '../useHand/useHand'
import { usePace } from '../usePace/usePace'
import { useSeen } from '../useSeen/useSeen'
import type { Decisions } from '../useDecisions/useDecisions'
import { nameOf, notUndoneText, REVIEW_WORDS } from '../words'

/** Who goes without touching anything for so long gives the photos back. */
const AWAY_AFTER_MS = 5 * 60_000

/** Something that has to be read. */
interface Notice {
  readonly text: Text
  /** The decision that it is about, where it is one. */
  readonly about?: string
  readonly tone: 'good' | 'attention'
}

/** What is chosen about the photo in front; forgotten with it. */
function useChosen() {
  const codes = shallowRef<readonly Code[]>([])
  const note = shallowRef('')

  function toggle(code: Code): void {
    codes.value = codes.value.includes(code) ? codes.value.filter((other) => other !== code) : [...codes.value, code]
  }

  function clear(): void {
    codes.value = []
    note.value = ''
  }

  function write(typed: string): void {
    note.value = typed
  }

  return { codes: readonly(codes), note: readonly(note), toggle, write, clear, isEmpty: computed(() => codes.value.length === 0 && note.value.trim() === '') }
}

interface Settings {
  readonly api: Api
  readonly session: Session
  readonly decisions: Decisions
  readonly filters: Filters
  /** Where the photos come from: whatever waits, unless they are those of a set. */
  readonly openHand?: ((settings: HandSettings) => Hand) | undefined
}

/** What has to be read. */
function useNotice() {
  const notice = shallowRef<Notice>()

  function remind(said: Text): false {
    notice.value = { tone: 'attention', text: said }
    return false
  }

  function warn(masked: string | null | undefined, said: Text, about?: string): void {
    const who = nameOf(masked)
    const words = text(`${who.zh}：${said.zh}`, `${who.en}: ${said.en}`)
    notice.value = { tone: 'attention', text: words, ...(about === undefined ? {} : { about }) }
  }

  function praise(said: Text): void {
    notice.value = { tone: 'good', text: said }
  }

  function dismiss(): void {
    notice.value = undefined
  }

  return { notice: readonly(notice), remind, warn, praise, dismiss }
}

interface Parts {
  readonly decisions: Decisions
  readonly hand: Hand
  readonly seen: ReturnType<typeof useSeen>
  readonly chosen: ReturnType<typeof useChosen>
  readonly notices: ReturnType<typeof useNotice>
  readonly pace: ReturnType<typeof usePace>
}

/** Decides about the photo in front, as far as that may be done. */
function useDeciding({ decisions, hand, seen, chosen, notices, pace }: Parts) {
  /** What stands against a decision, told. */
  function mayDecide(): boolean {
    if (hand.current.value === undefined) return false
    if (!seen.isReady.value || seen.shownMs.value === undefined) return notices.remind(REVIEW_WORDS.notSeen)
    return seen.isLookedAt()
  }

  function decide(decision: 'approve' | 'reject'): boolean {
    const { value: sheet } = hand.current
    if (sheet?.round == null || seen.shownMs.value === undefined) return false
    pace.add(Date.now() - seen.shownMs.value)
    decisions.add({
      submission: sheet.submission,
      photo: sheet.photo,
      round: sheet.round,
      decision,
      reasons: decision === 'reject' ? chosen.codes.value : [],
      note: decision === 'reject' ? chosen.note.value.trim() : '',
      who: sheet.masked_name ?? '',
    })
    notices.dismiss()
    hand.drop(sheet.submission)
    return true
  }

  function approve(): boolean {
    if (!mayDecide()) return false
    return chosen.isEmpty.value ? decide('approve') : notices.remind(REVIEW_WORDS.chosenStill)
  }

  /** Whether something is missing: the reasons, or the note that one of them needs. */
  function reject(): 'done' | 'reasons' | 'note' | undefined {
    if (!mayDecide()) return undefined
    if (chosen.codes.value.length === 0) return 'reasons'
    const { length } = chosen.note.value.trim()
    if ((length === 0 && chosen.codes.value.includes(OTHER)) || length > NOTE_LIMIT) return 'note'
    return decide('reject') ? 'done' : undefined
  }

  function undoLast(): void {
    if (decisions.undoLast() === undefined) notices.remind(REVIEW_WORDS.nothingToUndo)
  }

  /** What has come of a decision. */
  async function follow(item: DecisionItem): Promise<void> {
    if (item.state === 'refused' && item.failure !== undefined) {
      pace.remove()
      notices.warn(item.who, failureText(item.failure), item.key)
    } else if (isToRead(item)) notices.warn(item.who, notUndoneText(item), item.key)
    if (item.state !== 'undone') return
    pace.remove()
    const error = await hand.take(item.submission, item.round)
    if (error === undefined) notices.praise(REVIEW_WORDS.undone)
    else notices.warn(item.who, lostText(error))
  }

  onScopeDispose(decisions.listen((item) => void follow(item)))

  return { approve, reject, undoLast }
}

/** Opens the desk. */
export function useDesk({ api, session, decisions, filters, openHand = useHand }: Settings) {
  const { isAway } = useAttention(AWAY_AFTER_MS)
  const notices = useNotice()
  const chosen = useChosen()
  const pace = usePace()
  const hand = openHand({
    api,
    session,
    filters,
    onTheirWay: () => decisions.unsent.value.map(({ submission }) => submission),
    isDecided: (photo) => decisions.items.value.some((item) => item.photo === photo && isDecided(item)),
    isPresent: computed(() => !isAway.value),
    onLost: (sheet, error) => { notices.warn(sheet.masked_name, lostText(error)) },
  })
  const seen = useSeen(hand)
  const deciding = useDeciding({ decisions, hand, seen, chosen, notices, pace })

  watch(() => hand.current.value?.photo, chosen.clear)

  return {
    hand,
    chosen,
    pace,
    isAway,
    pictures: seen.pictures,
    sharpen: seen.sharpen,
    notice: notices.notice,
    dismiss: () => {
      const about = notices.notice.value?.about
      if (about !== undefined) decisions.read(about)
      notices.dismiss()
    },
    /** A photo that was asked for is not to be had. */
    lost: (error: ApiError) => { notices.remind(lostText(error)) },
    ...deciding,
  }
}

export type Desk = ReturnType<typeof useDesk>
