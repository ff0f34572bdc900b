/** Waiting for what has to happen; the end is there so that a test that goes wrong does not hang. */

const LOOK_EVERY_MS = 20

const GIVEN_UP_AFTER_MS = 15_000

/** The first thing that `look` finds; where it never does, `missing` says what there is instead. */
export async function eventually(missing, look) {
  const end = Date.now() + GIVEN_UP_AFTER_MS
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(missing())
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS)
    })
  }
}
