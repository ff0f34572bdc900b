/** The room of figures about reviews. */
import { SEES_REVIEWERS, SEES_RULES } from '../../features/review/useFigures/useFigures'
import type { Room } from '../../room'
import { text } from '../../words'

export const FIGURES: Room = {
  path: '/figures',
  title: text('审核统计', 'Figures'),
  purpose: text('看审核的数量、用时和退回原因，以及自动检查在哪里与审核员不一致。', 'How much is decided, how fast and why, and where the automatic check and reviewers disagree.'),
  permission: [...SEES_REVIEWERS, ...SEES_RULES],
  group: 'review',
  load: () => import('./FiguresPage.vue'),
  help: () => import('./help'),
}
