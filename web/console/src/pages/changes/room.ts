/** The room of changes after approval, which take two people. */
import type { Room } from '../../room'
import { text } from '../../words'

export const ASK_PATH = '/changes/ask'

export const CHANGES_ROOM: Room = {
  path: '/changes',
  title: text('通过后的更改', 'Changes after approval'),
  purpose: text('取出或更换已经通过的照片：一人提出，另一人同意后才会执行。', 'Take an approved photo out or replace it: one asks, and it is done once another one agrees.'),
  permission: ['correct-approved', 'countersign'],
  group: 'review',
  hasPhotos: true,
  load: () => import('./ChangesPage.vue'),
  help: () => import('./help'),
  inner: [
    {
      path: ASK_PATH,
      title: text('提出更改', 'Ask for a change'),
      permission: 'correct-approved',
      hasPhotos: true,
      load: () => import('./ask/AskPage.vue'),
    },
  ],
}
