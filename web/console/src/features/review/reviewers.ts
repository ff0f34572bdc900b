/** Who reviews. */
import type { Permission } from '../../room'

/** Each of them lets decide about photos of one round. */
export const REVIEWERS: readonly Permission[] = ['review-for-school', 'review-for-centre']
