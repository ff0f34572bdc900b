/**
 * What is set up at WeChat: for pages in its browser the mini-program and signing in, for the mini-program the
 * messages. Nothing elsewhere.
 */
import { computed, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

/** How the mini-program is entered. */
export type MiniProgramEntry = Schemas['MiniProgramEntry']

/** `isHere` says whether the app runs in WeChat, as pages in its browser or as the mini-program. */
export function useWeChatOffers(api: Api, isHere: boolean) {
  const offers = shallowRef<Schemas['WeChatView']>()
  const asking = useAction({ isQuiet: true })
  const opening = useAction({ isQuiet: true })

  /** Asks once; without an answer nothing is offered, and everything goes on as in any browser. */
  async function load(): Promise<void> {
    if (!isHere || offers.value !== undefined) return
    offers.value = await asking.run(() => api.GET('/api/v1/wechat'))
  }

  /** Templates of the messages that belong to something. */
  function templates(about: 'review' | 'prints'): readonly string[] {
    const { value: found } = offers
    return (about === 'review' ? found?.review_templates : found?.print_templates) ?? []
  }

  /** An address that opens the mini-program where this page is. */
  async function address(entry: MiniProgramEntry): Promise<string | undefined> {
    const link = await opening.run(() => api.POST('/api/v1/wechat/links', { body: entry }))
    return link?.url
  }

  return {
    opensMiniProgram: computed(() => offers.value?.opens_mini_program === true),
    signInUrl: computed(() => offers.value?.sign_in_url ?? undefined),
    isOpening: opening.busy,
    failure: opening.failure,
    templates,
    load,
    address,
  }
}
