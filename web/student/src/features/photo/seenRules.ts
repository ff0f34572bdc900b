/** Whether this phone has shown how a photo should be. */
const STORED = 'photo-rules-seen'

/** Whether they were read to their end, on this or an earlier visit. */
export function hasSeenRules(): boolean {
  return uni.getStorageSync(STORED) === true
}

/** They were. */
export function keepRulesSeen(): void {
  uni.setStorageSync(STORED, true)
}
