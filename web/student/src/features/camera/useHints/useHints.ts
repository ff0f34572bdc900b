/** The one hint line of a viewfinder: from frames to words that stand long enough to be read. */
import { computed, onScopeDispose, shallowRef } from 'vue'

import { hintText, nextHint } from '@caixiang/shared/frame/hints'
import type { Hint } from '@caixiang/shared/frame/hints'
import type { Picture } from '@caixiang/shared/frame/picture'
import { steady } from '@caixiang/shared/frame/source'
import type { HintSource } from '@caixiang/shared/frame/source'
import { text } from '@caixiang/shared/text/text'
import { say } from '../../../lib/language'

const READY = text('可以拍了', 'Ready')

/** Pixels alone do not tell whether anybody is there. */
const PLACE = text('把头放进轮廓，肩膀对齐下线', 'Head into the outline, shoulders on the lower line')

/** Three looks a second; a hint needs two of them. */
export const LOOK_EVERY_MS = 330

export function useHints(source: HintSource) {
  const hint = shallowRef<Hint>()
  const isFaceSeen = shallowRef(false)
  const settle = steady()
  let isLooking = false

  /** Looks at a frame, unless the last one is still being looked at. */
  async function look(frame: Picture): Promise<void> {
    if (isLooking) return
    isLooking = true
    hint.value = settle(nextHint(await source.look(frame)))
    isFaceSeen.value = source.seesFace?.() === true
    isLooking = false
  }

  onScopeDispose(source.close)

  const advice = computed(() => {
    if (hint.value !== undefined) return say(hintText(hint.value))
    return say(isFaceSeen.value ? READY : PLACE)
  })
  /** Nothing speaks against the shutter. */
  const isReady = computed(() => hint.value === undefined)
  /** A face was seen, and nothing is wrong with it. */
  const isSure = computed(() => isReady.value && isFaceSeen.value)
  const sign = computed(() => {
    if (isSure.value) return '✓'
    return isReady.value ? '·' : '→'
  })

  return { advice, sign, isReady, isSure, look }
}
