/** The shutter: at once, or after a countdown that everyone can see and hear read out. */
import { onScopeDispose, readonly, shallowRef } from 'vue'

/** Time to get from the phone back to the chair, seconds. */
const COUNTDOWN = 3

export function useShutter(shoot: () => Promise<void>) {
  const isTimed = shallowRef(false)
  const left = shallowRef(0)
  const busy = shallowRef(false)
  let timer: ReturnType<typeof setInterval> | undefined

  function toggleTimer(): void {
    isTimed.value = !isTimed.value
  }

  /** Takes the photo, now or when the countdown is over; pressed again it stops the countdown. */
  function press(): void {
    if (busy.value) return
    if (left.value > 0) {
      stop()
      return
    }
    if (!isTimed.value) {
      void release()
      return
    }
    left.value = COUNTDOWN
    timer = setInterval(() => {
      left.value -= 1
      if (left.value > 0) return
      stop()
      void release()
    }, 1000)
  }

  async function release(): Promise<void> {
    busy.value = true
    await shoot()
    busy.value = false
  }

  function stop(): void {
    clearInterval(timer)
    left.value = 0
  }

  onScopeDispose(stop)

  return { isTimed: readonly(isTimed), left: readonly(left), busy: readonly(busy), toggleTimer, press, stop }
}
