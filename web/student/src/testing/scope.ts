/** For tests: a composable outside of a page. */
import { effectScope } from 'vue'
import { onTestFinished } from 'vitest'

/** Runs a composable as a page would; `leavePage` is what happens when the page goes, at the latest after the test. */
export function inScope<Made>(make: () => Made): Made & { readonly leavePage: () => void } {
  const scope = effectScope()
  const made = scope.run(make)
  if (made === undefined) throw new Error('nothing was made')
  const leavePage = () => {
    scope.stop()
  }
  onTestFinished(leavePage)
  return { ...made, leavePage }
}
