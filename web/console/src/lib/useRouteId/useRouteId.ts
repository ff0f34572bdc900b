/** The id in the address of a page. */
import { readonly, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { useRoute } from 'vue-router'

/**
 * The id, and the next one where the page stays for another thing. While the page is left the address has none: the
 * last one is kept, or the service would be asked for nothing, and an undo from another page would not know what for.
 */
export function useRouteId(): Readonly<Ref<string>> {
  const route = useRoute()
  const id = ref(idOf(route.params['id']) ?? '')
  watch(
    () => route.params['id'],
    (now) => {
      id.value = idOf(now) ?? id.value
    },
  )
  return readonly(id)
}

function idOf(said: string | readonly string[] | undefined): string | undefined {
  return typeof said === 'string' && said !== '' ? said : undefined
}
