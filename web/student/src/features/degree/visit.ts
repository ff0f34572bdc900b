/**
 * What this visit knows: in memory as long as the app runs, so that a detour to sign in loses nothing;
 * and on the phone, without anything of the identity number, so that a reload or a night does not either.
 */
import { shallowRef } from 'vue'

import { readDraft } from '@caixiang/shared/validation/draft'
import type { DegreeDraft } from '@caixiang/shared/validation/draft'
import type { LocalFile } from '../../lib/transport'

const STORED = 'add-degree'

/** The last four characters as typed. In memory only. */
export const lastFour = shallowRef('')

/** The chosen picture of the code. In memory only. */
export const picture = shallowRef<LocalFile>()

/** What an earlier visit left. */
export function keptDraft(): DegreeDraft | undefined {
  return readDraft(uni.getStorageSync(STORED), Date.now())
}

/** Keeps how far somebody came. */
export function keepDraft(draft: Omit<DegreeDraft, 'savedAtMs'>): void {
  if (draft.featureCode === '' && draft.slug === '') uni.removeStorageSync(STORED)
  else uni.setStorageSync(STORED, { ...draft, savedAtMs: Date.now() } satisfies DegreeDraft)
}

/** Forgets the visit: the degree is added, or the student starts over. */
export function forgetVisit(): void {
  lastFour.value = ''
  picture.value = undefined
  uni.removeStorageSync(STORED)
}
