/** The slots of a studio in one week. */
import { computed, watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Api } from '../../../lib/api'
import { dayAfter, daysBetween, instantOf } from '../../../lib/chinaTime'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'
import { byDay } from '../slots'
import type { Slot } from '../slots'

/** The slots from one day to another one, both among them. */
export async function slotsBetween(api: Api, studio: string, first: string, last: string): Promise<Result<readonly Slot[]>> {
  const query = { from: instantOf(`${first}T00:00`), until: instantOf(`${dayAfter(last, 1)}T00:00`) }
  const { data, error } = await api.GET('/api/v1/staff/studios/{id}/slots', { params: { path: { id: studio }, query } })
  return data === undefined ? { error } : { data: data.items }
}

/** Asks whenever another studio or week is looked at. */
export function useWeek(api: Api, session: Pick<Session, 'isOver'>, studio: Readonly<Ref<string | undefined>>, monday: Readonly<Ref<string>>) {
  const sunday = computed(() => dayAfter(monday.value, 6))
  const days = computed(() => daysBetween(monday.value, sunday.value))
  const answer = useAnswer<readonly Slot[]>(
    () => (studio.value === undefined ? Promise.resolve({ data: [] }) : slotsBetween(api, studio.value, monday.value, sunday.value)),
    session.isOver,
  )
  watch([studio, monday], answer.restart, { immediate: true })
  return {
    ...answer,
    days,
    /** None before they are known. */
    slots: computed(() => (answer.data.value === undefined ? undefined : byDay(answer.data.value, days.value))),
  }
}
