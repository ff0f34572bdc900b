/** Help of a school's parcels. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('怎样签收', 'How a parcel is acknowledged'),
      then: text('打开“已寄送”的包裹，对照装箱单清点。有缺少、损坏或印错的，在那一行选择，再点“签收”。', 'Open a parcel that was shipped and check it against its list. Choose what is missing, damaged or wrong, then acknowledge it.'),
    },
    {
      when: text('报告有问题之后', 'After a problem was reported'),
      then: text('采集中心会看到并重新制作，随下一个包裹寄来。其余学生会收到领取通知。', 'The centre sees it and makes them again for the next parcel. The other students are told to collect theirs.'),
    },
  ],
}
