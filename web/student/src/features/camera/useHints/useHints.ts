/** The one hint line of a viewfinder: from frames to words that stand long enough to be read. */
import { computed, onScopeDispose, shallowRef } from 'vue'

import { hintText } from '@caixiang/shared/frame/hints'
import type { Hint } from '@caixiang/shared/frame/hints'
import type { Picture } from '@caixiang/shared/frame/picture'
import { steady } from '@caixiang/shared/frame/source'
import type { HintSource } from '@caixiang/shared/frame/source'
import { text } from '@caixiang/shared/text/text'
import { say } from '../../../lib/language'

const READY = text('可以拍了', 'Ready')

/** Three looks a second; a hint needs two of them. */
export const LOOK_EVERY_MS = 330

export function useHints(source: HintSource) {
  const hint = shallowRef<Hint>()
  const settle = steady()
  let isLooking = false

  /** Looks at a frame, unless the last one is still being looked at. */
  async function look(frame: Picture): Promise<void> {
    if (isLooking) return
    isLooking = true
    hint.value = settle(await source.look(frame))
    isLooking = false
  }

  onScopeDispose(source.close)

  const advice = computed(() => say(hint.value === undefined ? READY : hintText(hint.value)))
  const isReady = computed(() => hint.value === undefined)

  return { advice, isReady, look }
}
