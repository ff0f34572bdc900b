/**
 * What this visit knows: in memory as long as the app runs, so that a detour to sign in loses nothing; with
 * the browser's tab, so that a reload does not either; and on the phone, without anything of the identity
 * number and of the picture, so that a night does not.
 */
import { shallowRef, watch } from 'vue'

import { readDraft } from '@caixiang/shared/validation/draft'
import type { DegreeDraft } from '@caixiang/shared/validation/draft'
import { dropPicture, keepPicture, keptPicture } from '../../lib/keptPictures'
import { addressOf, readBytes } from '../../lib/pictures'
import { keepForWhile, keepInTab, readForWhile, readInTab } from '../../lib/tabStorage'
import type { LocalFile } from '../../lib/transport'

const STORED = 'add-degree'

const FOUR = 'last-four'
const PICTURE = 'code-picture'
const TYPED = 'typed-code'

/** The last four characters as typed. They go with the tab; a mini-program writes them nowhere. */
export const lastFour = shallowRef(readInTab(FOUR))

watch(lastFour, (typed) => {
  keepInTab(FOUR, typed)
})

/** The text of a code that is typed in place of its picture. It goes with the tab. */
export const typedCode = shallowRef(readInTab(TYPED))

watch(typedCode, (typed) => {
  keepInTab(TYPED, typed)
})

/** The chosen picture of the code. It goes with the tab, or after a while. */
export const picture = shallowRef<LocalFile>()

/** Keeps the chosen picture for a reload. */
export async function holdPicture(chosen: LocalFile): Promise<void> {
  picture.value = chosen
  const bytes = await readBytes(chosen)
  if (bytes === undefined || picture.value !== chosen) return
  keepForWhile(PICTURE, 'kept')
  await keepPicture(PICTURE, bytes)
}

/** The picture that was chosen before the page was loaded anew. */
export async function restorePicture(): Promise<void> {
  if (picture.value !== undefined || readForWhile(PICTURE) === '') return
  const bytes = await keptPicture(PICTURE)
  if (bytes !== undefined) picture.value = { path: await addressOf(bytes) }
}

watch(picture, (chosen) => {
  if (chosen !== undefined || readForWhile(PICTURE) === '') return
  keepForWhile(PICTURE, '')
  void dropPicture(PICTURE)
})

/** The batch that is being entered, as far as others ask about it. In memory only. */
export const entered = shallowRef<{
  readonly id: string
  readonly name: string
  readonly centre_name: string
  readonly support_contact: string
}>()

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
  typedCode.value = ''
  picture.value = undefined
  uni.removeStorageSync(STORED)
}
