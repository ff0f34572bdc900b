/** What the page of consents says beside the texts that are agreed to, which come from the service. */
import type { Schemas } from '@caixiang/shared/api/types'
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

/** What each purpose is called, and what follows when the student agrees no more. */
export const PURPOSES: Readonly<Record<Schemas['Purpose'], { readonly name: Text; readonly withdrawn: Text }>> = {
  'collect-review-hand-over': {
    name: text('采集和审核照片', 'Collecting and reviewing the photo'),
    withdrawn: text(
      '撤回后不能再上传和提交照片；已经完成的处理仍然有效，数据也不会因此删除。要删除数据，请到“我的数据”。以后可以重新同意。',
      'You can hand in and submit no more photos. What has been done stays valid, and nothing is deleted by it; for that go to “My data”. You can agree again later.',
    ),
  },
  'hand-over': {
    name: text('把成片交给学信网和学校', 'Handing the portrait to the registry and school'),
    withdrawn: text(
      '撤回后，审核中的照片会退回给你，也不能再提交；已经交出的由学信网和学校按规定保存。以后可以重新同意。',
      'A photo in review comes back to you, and none can be submitted. What was handed over is kept by the registry and your school. You can agree again later.',
    ),
  },
  comparison: {
    name: text('与你自己另一份学历的照片比对', 'Comparing with the photo of your other degree'),
    withdrawn: text(
      '撤回后提交时不再比对。两份学历用了同一张照片的话，可能之后才被学信网退回。',
      'Photos are not compared any more. If both degrees have the same shot, the registry may return it later.',
    ),
  },
  address: {
    name: text('邮寄冲印照片', 'Sending prints by post'),
    withdrawn: text(
      '撤回后不再使用你的地址，也就不能把冲印照片寄给你个人。',
      'Your address is not used any more, so prints cannot be sent to you in person.',
    ),
  },
}

export const CONSENT = {
  title: text('个人信息说明', 'Personal data'),
  headingNeeded: text('采集照片需要你的同意', 'Your consent to the photo'),
  others: text('另外 {} 项由你选，不影响采集', '{} more that you may choose'),
  place: text('第 {} 项，共 {} 项', '{} of {}'),
  refuse: text('不同意', 'I do not agree'),
  responsible: text('由{}处理。', 'Handled by {}.'),
  heading: text('每件事分别由你决定', 'You decide on each purpose'),
  lead: text('照片属于敏感个人信息。请看一看我们用它做什么，再分别决定。', 'Photos are sensitive personal data. See what we use them for, and decide one by one.'),
  needed: text('采集必需', 'Needed'),
  optional: text('可选', 'Optional'),
  agree: text('同意', 'Agree'),
  given: text('已同意 · {}', 'Agreed · {}'),
  outdated: text('说明在你同意之后有更新，请重新看一看。', 'The text has changed since you agreed. Please look at it again.'),
  withdrawn: text('已撤回', 'Withdrawn'),
  withdraw: text('撤回同意', 'Withdraw consent'),
  withdrawAsk: text('撤回“{}”的同意？', 'Withdraw the consent “{}”?'),
  withdrawYes: text('确认撤回', 'Withdraw'),
  keep: text('保留同意', 'Keep it'),
  next: text('继续', 'Go on'),
} satisfies Record<string, Text>
