/** Choices that outlast a visit: how the pages look, never who was here or what they read. */
import { ref, watch } from 'vue'
import type { Ref } from 'vue'

/** The platform's storage. It never throws: without storage a choice lasts as long as the page. */
export interface Keeper {
  /** What stands under `name`; anything, since other versions and people write there too. */
  readonly read: (name: string) => unknown
  readonly write: (name: string, value: string | boolean) => void
}

/** A choice that is kept under `name`; `restore` makes sense of what an earlier visit left. */
export function keptChoice<Choice extends string | boolean>(
  keeper: Keeper,
  name: string,
  restore: (kept: unknown) => Choice,
): Ref<Choice> {
  const choice = ref(restore(keeper.read(name))) as Ref<Choice>
  // At once: a phone may close the app right after the tap.
  watch(choice, (chosen) => { keeper.write(name, chosen) }, { flush: 'sync' })
  return choice
}

/** A switch that is kept under `name`. */
export function keptSwitch(keeper: Keeper, name: string, byDefault: boolean): Ref<boolean> {
  return keptChoice<boolean>(keeper, name, (kept) => (typeof kept === 'boolean' ? kept : byDefault))
}
