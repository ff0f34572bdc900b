/**
 * Which rows of a long table are in the page: those in view, with some around them. What stays whatever is in view: the
 * first and the last row, so that Tab comes in at the right end, and the row that has the focus with its neighbours, so
 * that Tab goes on in it. `content-visibility` would be simpler, but browsers do not contain rows of a table.
 */
import { computed, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

/** Up to so many rows are in the page whole: the browser's own search finds all of them. */
const WHOLE_ROWS = 300

/** Rows around those in view, pixels. */
const AROUND_PX = 600

/** A row before any was measured, pixels. */
const GUESSED_PX = 48

/** A row that is in the page, or the room of those that are not. */
export type Segment =
  | { readonly kind: 'row'; readonly at: number }
  | { readonly kind: 'gap'; readonly at: number; readonly height: number }

/** Stretches of rows, both ends among them. */
type Stretch = readonly [number, number]

/** What is in the page of rows that begin at these places; `tops` has one more, where the last row ends. */
export function segmentsOf(tops: readonly number[], stretches: readonly Stretch[]): readonly Segment[] {
  const count = tops.length - 1
  const wanted = new Set<number>()
  for (const [first, last] of stretches) {
    for (let at = Math.max(0, first); at <= Math.min(count - 1, last); at += 1) wanted.add(at)
  }
  const segments: Segment[] = []
  let next = 0
  const leave = (until: number) => {
    if (until > next) segments.push({ kind: 'gap', at: next, height: (tops[until] ?? 0) - (tops[next] ?? 0) })
  }
  for (const at of [...wanted].sort((one, other) => one - other)) {
    leave(at)
    segments.push({ kind: 'row', at })
    next = at + 1
  }
  leave(count)
  return segments
}

/** The rows between two heights. */
export function stretchBetween(tops: readonly number[], from: number, to: number): Stretch {
  const count = tops.length - 1
  const after = tops.findIndex((top) => top > from)
  const first = after === -1 ? count - 1 : Math.max(0, after - 1)
  const beyond = tops.findIndex((top) => top >= to)
  return [first, beyond === -1 ? count - 1 : Math.max(first, beyond - 1)]
}

/** Whether the page is being printed: paper has no view. */
function usePrinting(): Readonly<Ref<boolean>> {
  const isPrinted = shallowRef(false)
  const print = () => { isPrinted.value = true }
  const endPrint = () => { isPrinted.value = false }
  onMounted(() => {
    window.addEventListener('beforeprint', print)
    window.addEventListener('afterprint', endPrint)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeprint', print)
    window.removeEventListener('afterprint', endPrint)
  })
  return isPrinted
}

/** The window of the rows with these keys; rows of the page carry their place in `data-at`. */
export function useRowWindow(keys: Readonly<Ref<readonly string[]>>, body: Readonly<Ref<HTMLElement | null>>) {
  const heights = shallowRef<ReadonlyMap<string, number>>(new Map())
  const inView = shallowRef<Stretch>([0, Math.ceil((window.innerHeight + AROUND_PX) / GUESSED_PX)])
  /** The row that has the focus. */
  const focused = shallowRef<string>()
  const isPrinted = usePrinting()

  const isWindowed = computed(() => keys.value.length > WHOLE_ROWS && !isPrinted.value)
  const tops = computed(() => {
    const known = [...heights.value.values()]
    const usual = known.length === 0 ? GUESSED_PX : known.reduce((sum, height) => sum + height, 0) / known.length
    const found = [0]
    for (const key of keys.value) found.push((found.at(-1) ?? 0) + (heights.value.get(key) ?? usual))
    return found
  })
  const segments = computed<readonly Segment[]>(() => {
    if (!isWindowed.value) return keys.value.map((_, at) => ({ kind: 'row', at }))
    const held = focused.value === undefined ? -1 : keys.value.indexOf(focused.value)
    const last = keys.value.length - 1
    return segmentsOf(tops.value, [[0, 0], inView.value, [last, last], ...(held === -1 ? [] : [[held - 1, held + 1] as const])])
  })

  function measure(): void {
    const found = new Map(heights.value)
    for (const row of body.value?.querySelectorAll<HTMLElement>('[data-at]') ?? []) {
      const key = keys.value[Number(row.dataset['at'])]
      if (key !== undefined && row.offsetHeight > 0) found.set(key, row.offsetHeight)
    }
    const isNew = [...found].some(([key, height]) => heights.value.get(key) !== height)
    if (isNew) heights.value = found
  }

  function look(): void {
    if (!isWindowed.value || body.value === null) return
    measure()
    const above = -body.value.getBoundingClientRect().top
    const [first, last] = stretchBetween(tops.value, above - AROUND_PX, above + window.innerHeight + AROUND_PX)
    // The same ones: nothing is drawn anew.
    if (first !== inView.value[0] || last !== inView.value[1]) inView.value = [first, last]
  }

  function remeasure(): void {
    // Another width breaks lines elsewhere.
    heights.value = new Map()
    look()
  }

  function hold({ target }: FocusEvent): void {
    const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-at]') : null
    focused.value = row === null ? undefined : keys.value[Number(row.dataset['at'])]
  }

  /** Puts a row into the page, wherever it is, so that it can take the focus. */
  function bring(at: number): void {
    focused.value = keys.value[at]
  }

  function letGo(): void {
    focused.value = undefined
  }

  watch([keys, body], look, { flush: 'post' })
  onMounted(() => {
    look()
    // Whatever scrolls, the page or a part of it; such events do not rise.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    window.addEventListener('resize', remeasure)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('scroll', look, { capture: true })
    window.removeEventListener('resize', remeasure)
  })

  return { isWindowed, segments, hold, letGo, bring }
}
