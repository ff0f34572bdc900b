/** Larger letters for who asks for them, on this and later visits. */
import { readonly, ref } from 'vue'

const STORED = 'large-type'

const chosen = ref(false)

/** Whether the pages use larger letters. */
export const isLargeType = readonly(chosen)

/** What the last visit left. */
export function restoreLargeType(): void {
  chosen.value = uni.getStorageSync(STORED) === true
}

/** Chooses larger letters, or not, for this and later visits. */
export function chooseLargeType(isLarge: boolean): void {
  chosen.value = isLarge
  uni.setStorageSync(STORED, isLarge)
}
