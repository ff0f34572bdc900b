/** What speaks for one of two who claim a degree, in words. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

export const EVIDENCE: Readonly<Record<Schemas['CodeEvidence'], Text>> = {
  unrecorded: text('没有记录采集码的来源', 'How the code came was not recorded'),
  picture: text('交了采集码图片', 'Handed in the code’s picture'),
  text: text('直接填入采集码，没有图片', 'Typed the code in, without its picture'),
}
