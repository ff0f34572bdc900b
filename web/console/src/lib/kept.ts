/** What a browser keeps between visits: how the pages look, never who was here or what they read. */
import { ref, watch } from 'vue'
import type { Ref } from 'vue'

/** A choice that is kept under `name`; `restore` makes sense of what an earlier visit left. */
export function keptChoice<Choice extends string>(
  name: string,
  restore: (kept: string | undefined) => Choice,
): Ref<Choice> {
  const choice = ref(restore(read(name))) as Ref<Choice>
  watch(choice, (chosen) => {
    write(name, chosen)
  })
  return choice
}

/** A switch that is kept under `name`. */
export function keptSwitch(name: string, byDefault: boolean): Ref<boolean> {
  const kept = read(name)
  const isOn = ref(kept === undefined ? byDefault : kept === 'on')
  watch(isOn, (on) => {
    write(name, on ? 'on' : 'off')
  })
  return isOn
}

function key(name: string): string {
  // The student's app is on the same host.
  return `caixiang-console.${name}`
}

function read(name: string): string | undefined {
  try {
    return localStorage.getItem(key(name)) ?? undefined
  } catch {
    // Browsers can forbid it; then a choice lasts as long as the page.
    return undefined
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(key(name), value)
  } catch {
    // As above.
  }
}
