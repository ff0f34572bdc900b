/** Whether WeChat may tell what comes of something; mini-program only. Asked once what was tapped makes it of use. */
import type { Api } from '../../../lib/api'
import { askForMessages } from '../../../lib/wechat'
import { useWeChatOffers } from '../useWeChatOffers/useWeChatOffers'

export function useWeChatMessages(api: Api) {
  const { templates, load } = useWeChatOffers(api, true)

  /**
   * Asks, and goes on whatever the answer is. The templates are loaded before the tap: after an answer of the network
   * WeChat does not see the tap any more.
   */
  function ask(about: 'review' | 'prints'): Promise<void> {
    return askForMessages(templates(about))
  }

  return { load, ask }
}
