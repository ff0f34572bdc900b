/** Words of the pages that stand in another one's place. */
import { text } from '../../words'

export const ASIDE = {
  notAllowed: text(
    '维护系统的同事才会用到它。如果你也需要，请管理员为你加上相应的角色。你现在的角色：',
    'It is for colleagues who look after the service. If you need it too, ask an administrator for the role. Your role at present: ',
  ),
  notFound: text(
    '这个地址没有对应的页面，可能是链接少了一截。请从首页重新进入。',
    'Nothing is at this address; perhaps a part of the link is missing. Start again from home.',
  ),
}
