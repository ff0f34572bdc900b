/** What follows when WeChat has sent somebody back to the page that signs in. */
import { readonly, shallowRef } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { Api } from '../../../lib/api'
import { keepSession } from '../../../lib/session'
import { useAction } from '../../../lib/useAction'
import type { WeChatReturn } from '../../../lib/wechatBrowser'
import { useOwner } from '../useOwner/useOwner'

/** `onDone` is called once nothing is left to do. */
export function useWeChatReturn(api: Api, onDone: () => void) {
  const entering = useAction({ isQuiet: true })
  const owner = useOwner()
  /** No account knows this WeChat: the phone signs in, and the account is linked then. */
  const isUnknown = shallowRef(false)
  /** The code with which the account is to be linked. */
  const linkCode = shallowRef('')

  async function take(visit: WeChatReturn): Promise<void> {
    if (visit.purpose === 'link') {
      // Not by itself: this may be the phone of a friend.
      linkCode.value = visit.code
      return
    }
    const signedIn = await entering.run(() =>
      api.POST('/api/v1/sign-in/official-account', { body: { code: visit.code } }),
    )
    if (signedIn === undefined) {
      isUnknown.value = hasCode(entering.failure.value, 'wechat-not-linked')
      return
    }
    keepSession(signedIn.token)
    onDone()
  }

  /** Links the account; asks for the last four first where the service wants them. */
  async function link(): Promise<void> {
    const said = owner.say(false)
    if (said === undefined) return
    const four = said.last_four
    const body = { code: linkCode.value, ...(four === undefined ? {} : { last_four: four }) }
    const linked = await entering.run(() => api.POST('/api/v1/account/official-account', { body }))
    if (linked === undefined) owner.learn(entering.failure.value)
    else onDone()
  }

  return {
    isBusy: entering.busy,
    failure: entering.failure,
    isUnknown: readonly(isUnknown),
    linkCode: readonly(linkCode),
    owner,
    take,
    link,
  }
}
