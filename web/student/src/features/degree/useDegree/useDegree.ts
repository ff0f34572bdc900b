/** One degree on home: how far its photo has come, its batch, and taking the photo back. */
import { computed, shallowRef, watch } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import { keepSubmission, lastSeen } from '../lastSeen'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

type Batch = Schemas['BatchView']

/** Batches do not change while somebody looks at home, and several degrees may share one. */
const known = new Map<string, Batch>()

/** Follows the degree that `degreeOf` names. */
export function useDegree(api: Api, degreeOf: () => Schemas['DegreeView']) {
  const submission = shallowRef<Schemas['SubmissionView'] | undefined>(
    lastSeen()?.submissions[degreeOf().id],
  )
  const batch = shallowRef<Batch>()
  const loading = useAction({ isQuiet: true })
  const finding = useAction({ isQuiet: true })
  const changing = useAction()
  let etag: string | undefined

  async function load(): Promise<void> {
    const { id, state } = degreeOf()
    if (state !== 'bound') return
    const found = await loading.run(async () => {
      const result = await api.GET('/api/v1/degrees/{id}/submission', { params: { path: { id } } })
      etag = result.etag
      return result
    })
    if (found === undefined) return
    submission.value = found
    keepSubmission(found)
  }

  async function loadBatch(): Promise<void> {
    const { id } = degreeOf().batch
    const found =
      known.get(id) ??
      (await finding.run(() => api.GET('/api/v1/batches/{id}', { params: { path: { id } } })))
    if (found === undefined) return
    known.set(id, found)
    batch.value = found
  }

  async function withdraw(): Promise<void> {
    const id = submission.value?.id
    if (id === undefined) return
    await changing.run((key) =>
      api.POST('/api/v1/submissions/{id}/withdraw', {
        params: {
          path: { id },
          header: writeHeaders(key, etag),
        },
      }),
    )
    // Refused or not: a reviewer may have been quicker, and then the card has to show it.
    await load()
  }

  watch(
    degreeOf,
    () => {
      void load()
      void loadBatch()
    },
    { immediate: true },
  )

  /** Kept ones are shown without a word; home says that there is no network. */
  const failure = computed(() => {
    const kept = submission.value !== undefined && loading.failure.value?.kind === 'no-answer'
    return changing.failure.value ?? (kept ? undefined : loading.failure.value)
  })

  return { submission, batch, load, withdraw, failure, isLoading: loading.busy, isChanging: changing.busy }
}
