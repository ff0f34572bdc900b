/**
 * Taking something back shortly after it was done, in place of a question before it. What was done is done
 * already: undoing is a step of its own, and the service says until when it is possible.
 */
import { computed, inject, readonly, shallowRef } from 'vue'
import type { InjectionKey } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Text } from '@caixiang/shared/text/text'

/** Something that was just done. */
export interface Undoable {
  /** What was done. */
  readonly text: Text
  /** Takes it back; why that did not work. */
  readonly undo: () => Promise<ApiError | undefined>
  /** Until when it can be taken back, milliseconds since 1970. */
  readonly untilMs: number
}

/** How it stands with the last thing that was done. */
export type UndoState = 'offered' | 'undoing' | 'undone' | 'failed'

/** Between two looks at the clock. */
const LOOK_MS = 250

/** How long its outcome is shown. */
const OUTCOME_MS = 4_000

/** Makes the one offer of the console; a new one takes the place of the last one. */
export function createUndo() {
  const offer = shallowRef<Undoable>()
  const state = shallowRef<UndoState>('offered')
  const failure = shallowRef<ApiError>()
  const nowMs = shallowRef(Date.now())
  /** When it disappears by itself. */
  let endMs = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function look(): void {
    nowMs.value = Date.now()
    // An answer that is under way is waited for.
    if (state.value !== 'undoing' && nowMs.value >= endMs) dismiss()
  }

  /** Says what was done, and offers to take it back. */
  function show(done: Undoable): void {
    offer.value = done
    state.value = 'offered'
    failure.value = undefined
    endMs = done.untilMs
    clearInterval(timer)
    timer = setInterval(look, LOOK_MS)
    look()
  }

  async function undo(): Promise<void> {
    const { value: done } = offer
    if (done === undefined || (state.value !== 'offered' && state.value !== 'failed')) return
    state.value = 'undoing'
    const error = await done.undo()
    // Something else was done meanwhile, and has the word.
    if (offer.value !== done) return
    failure.value = error
    state.value = error === undefined ? 'undone' : 'failed'
    endMs = error === undefined ? Date.now() + OUTCOME_MS : Math.max(done.untilMs, Date.now() + OUTCOME_MS)
  }

  function dismiss(): void {
    clearInterval(timer)
    offer.value = undefined
  }

  return {
    offer: readonly(offer),
    state: readonly(state),
    failure: readonly(failure),
    /** Whole seconds that are left. */
    secondsLeft: computed(() => Math.max(0, Math.ceil(((offer.value?.untilMs ?? 0) - nowMs.value) / 1000))),
    show,
    undo,
    dismiss,
  }
}

export type Undo = ReturnType<typeof createUndo>

export const UNDO: InjectionKey<Undo> = Symbol('undo')

/** The one offer, within a component. */
export function useUndo(): Undo {
  const undo = inject(UNDO)
  if (undo === undefined) throw new Error('the page was mounted without a place for what can be undone')
  return undo
}
