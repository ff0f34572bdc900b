/** Pulling a page down reads it anew. Only pages that allow it in `pages.json` are pulled. */
import { onPullDownRefresh } from '@dcloudio/uni-app'

/** Calls `load` when the page is pulled down, and lets the page go once it is done. */
export function usePullDown(load: () => Promise<void>): void {
  onPullDownRefresh(() => {
    void load().finally(() => {
      uni.stopPullDownRefresh()
    })
  })
}
