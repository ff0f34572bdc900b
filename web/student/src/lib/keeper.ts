/** Where this app keeps choices between visits: the phone's storage, or the browser's. */
import type { Keeper } from '@caixiang/shared/vue/kept/kept'

export const keeper: Keeper = {
  read: (name) => uni.getStorageSync<unknown>(name),
  write: (name, value) => {
    uni.setStorageSync(name, value)
  },
}
