/** Lines of the log, the last one first, part by part. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'
import { askedOf } from '../question'
import type { Question } from '../question'
import type { AuditLine } from '../line'

/** How many come at a time: every part is a look, and on record itself. */
const PART = 100

/** Asks whenever something else is looked for. */
export function useAudit(api: Api, session: Pick<Session, 'isOver'>, question: Readonly<Ref<Question>>) {
  const { items, ...pages } = usePages<AuditLine>({
    load: (after) => {
      const query = { ...askedOf(question.value), limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/staff/audit', { params: { query } })
    },
    keyOf: ({ number }) => String(number),
    onAnswer: session.isOver,
  })
  // What is hidden is hidden here: the service is not asked anew.
  watch(() => JSON.stringify(askedOf(question.value)), () => void pages.restart(), { immediate: true })
  return { ...pages, lines: items }
}
