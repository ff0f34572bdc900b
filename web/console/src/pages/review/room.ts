/** The room of those who decide about photos. */
import { REVIEWERS } from '../../features/review/reviewers'
import type { Room } from '../../room'
import { text } from '../../words'

export const DESK_PATH = '/review/desk'
export const TOGETHER_PATH = '/review/together'
export const AGAIN_PATH = '/review/again'

export const REVIEW: Room = {
  path: '/review',
  title: text('审核', 'Review'),
  purpose: text('查看等待审核的照片，逐张决定通过或退回。', 'Look at the photos that wait, and decide on each.'),
  permission: REVIEWERS,
  group: 'review',
  load: () => import('./QueuePage.vue'),
  help: () => import('./help'),
  inner: [
    {
      path: DESK_PATH,
      title: text('审核台', 'Review desk'),
      isWide: true,
      hasPhotos: true,
      ownsHelpKey: true,
      tellsDecisions: true,
      load: () => import('./desk/DeskPage.vue'),
    },
    {
      path: TOGETHER_PATH,
      title: text('一起通过', 'Approve together'),
      isWide: true,
      hasPhotos: true,
      ownsHelpKey: true,
      tellsDecisions: true,
      load: () => import('./together/TogetherPage.vue'),
    },
    {
      path: AGAIN_PATH,
      title: text('复看', 'Second looks'),
      isWide: true,
      hasPhotos: true,
      help: () => import('./again/help'),
      load: () => import('./again/AgainPage.vue'),
    },
  ],
}
