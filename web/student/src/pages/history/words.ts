/** Words of what happened. */
import type { Schemas } from '@caixiang/shared/api/types'
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const TITLES = {
  history: text('进度记录', 'What happened'),
} satisfies Record<string, Text>

export const WORDS = {
  empty: text('还没有记录。拍了照片之后，每一步都会记在这里。', 'Nothing yet. Once you have taken a photo, every step is listed here.'),
  home: text('回到首页', 'To the start'),
  look: text('看这张照片', 'See this photo'),
  noPortrait: text('没有成片', 'No portrait'),
  note: text('审核人员补充', 'The reviewer adds'),
  other: text('这次采集', 'This collection'),
  photo: text('第', 'Photo'),
  photoEnd: text('张照片', ''),
} satisfies Record<string, Text>

/** Who did it. */
export const PARTIES: Readonly<Record<Schemas['Party'], Text>> = {
  student: text('本人', 'You'),
  staff: text('审核人员', 'Staff'),
  service: text('系统', 'The service'),
}

/** What a line of the history says. */
export const EVENTS: Readonly<Record<Exclude<Schemas['HistoryEntryView']['event'], 'more-allowed'>, Text>> = {
  'photo-handed-in': text('上传了照片', 'A photo was handed in'),
  'photo-assessed': text('照片检查完成', 'The photo was checked'),
  'photo-confirmed': text('确认了照片', 'The photo was confirmed'),
  submitted: text('提交审核', 'Submitted for review'),
  withdrawn: text('撤回', 'Withdrawn'),
  'passed-on': text('学校审核通过，转交采集中心', 'Passed on by the school to the centre'),
  approved: text('审核通过', 'Approved'),
  rejected: text('没有通过审核', 'Not accepted'),
  replaced: text('采集中心更换了照片，重新审核', 'The centre replaced the photo; it is reviewed again'),
  expired: text('超过期限', 'Not finished in time'),
  ended: text('已由采集中心处理', 'Ended by the centre'),
}

/** What the centre gave beyond the limits. */
export const GIVEN = {
  attempts: text('采集中心增加了 {} 次提交。', 'The centre gave submissions: {}. '),
  checks: text('采集中心增加了 {} 次检查。', 'The centre gave checks: {}.'),
} satisfies Record<string, Text>

/** What a check came to. */
export const CHECKED = {
  usable: text('检查完成，可以使用', 'Checked, can be used'),
  stopped: text('检查完成，需要重拍', 'Checked, another one is needed'),
} satisfies Record<string, Text>
