/** Help of the room of studios. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('要放出几周的时段', 'Slots for several weeks'),
      then: text('在“放出时段”里选起止日期和星期，一次最多 62 天；已有时段的日子会跳过。', 'Choose the days and weekdays, at most 62 days at a time; days that have slots are left out.'),
    },
    {
      when: text('有几天没有成功', 'Some days failed'),
      then: text('看每天后面的原因，改正后点“重试没有成功的”。', 'Each day says why. Mend it and try those days again.'),
    },
  ],
}
