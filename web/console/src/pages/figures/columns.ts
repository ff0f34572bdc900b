/** Columns of both tables. */
import type { Column } from '../../lib/useColumns/useColumns'

import { FIGURES_WORDS } from './words'

type ReviewerColumn = 'reviewer' | 'decided' | 'approved' | 'rejected' | 'share' | 'median' | 'reasons'

export const REVIEWER_COLUMNS: readonly Column<ReviewerColumn>[] = [
  { name: 'reviewer', title: FIGURES_WORDS.reviewer, isFixed: true, isWide: true },
  { name: 'decided', title: FIGURES_WORDS.decided, width: '96px' },
  { name: 'approved', title: FIGURES_WORDS.approved, width: '96px' },
  { name: 'rejected', title: FIGURES_WORDS.rejected, width: '96px' },
  { name: 'share', title: FIGURES_WORDS.rejectedShare, width: '96px' },
  { name: 'median', title: FIGURES_WORDS.median, width: '112px' },
  { name: 'reasons', title: FIGURES_WORDS.topReasons, isWide: true },
]

type RuleColumn = 'rule' | 'agreed' | 'falseAlarms' | 'misses' | 'unassessed'

export const RULE_COLUMNS: readonly Column<RuleColumn>[] = [
  { name: 'rule', title: FIGURES_WORDS.rule, isFixed: true, isWide: true },
  { name: 'agreed', title: FIGURES_WORDS.agreed, width: '96px' },
  { name: 'falseAlarms', title: FIGURES_WORDS.falseAlarms, width: '144px' },
  { name: 'misses', title: FIGURES_WORDS.misses, width: '144px' },
  { name: 'unassessed', title: FIGURES_WORDS.unassessed, width: '144px' },
]
