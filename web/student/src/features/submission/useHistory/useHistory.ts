/** What happened to a submission, photo by photo, newest first, with small pictures. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import { stories } from '@caixiang/shared/photo/timeline'
import type { PhotoStory } from '@caixiang/shared/photo/timeline'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { useThumbnails } from '../../photo/useThumbnails/useThumbnails'

export function useHistory(api: Api) {
  const told = shallowRef<readonly PhotoStory[]>()
  const loading = useAction()
  const { thumbnails, load: loadThumbnails } = useThumbnails(api)

  /** Loads the history of the submission with this id. */
  async function load(id: string): Promise<void> {
    const found = await loading.run(() =>
      api.GET('/api/v1/submissions/{id}/history', { params: { path: { id } } }),
    )
    if (found === undefined) return
    told.value = stories(found.items)
    await loadThumbnails(told.value.flatMap(({ photo }) => (photo === undefined ? [] : [photo])))
  }

  /** The small picture of a story's photo; none before it is there. */
  function thumbnailOf({ photo }: PhotoStory) {
    return photo === undefined ? undefined : thumbnails.value.get(photo)
  }

  return {
    told: shallowReadonly(told),
    isLoading: computed(() => told.value === undefined && loading.failure.value === undefined),
    failure: loading.failure,
    load,
    thumbnailOf,
  }
}
