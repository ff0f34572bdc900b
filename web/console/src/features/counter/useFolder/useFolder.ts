/** A folder into which a tethered camera writes: its newest picture is taken, once it is whole. */
import { onScopeDispose, readonly, shallowRef } from 'vue'

import { isSame, newestOf } from '../newest'

/** How often the folder is looked at, milliseconds. */
const EVERY_MS = 700

/** A folder as the browser hands it out. */
interface Folder {
  readonly name: string
  readonly values: () => AsyncIterable<{ readonly kind: string; readonly getFile?: () => Promise<File> }>
}

type PickFolder = (options: { readonly mode: 'read' }) => Promise<Folder>

/** How the browser opens folders; only some do, and only on encrypted pages. */
function pickerOf(): PickFolder | undefined {
  return (window as unknown as { readonly showDirectoryPicker?: PickFolder }).showDirectoryPicker?.bind(window)
}

/**
 * `sinceOf` says from when on files are taken, and that they are: before that nobody stands at the counter. `take` gets
 * each of them once.
 */
export function useFolder(sinceOf: () => number | undefined, take: (file: File) => void, pick = pickerOf()) {
  const name = shallowRef<string>()
  /** The folder could not be read. */
  const isBroken = shallowRef(false)
  let folder: Folder | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let seen: File | undefined
  let taken: File | undefined

  async function choose(): Promise<void> {
    try {
      folder = await pick?.({ mode: 'read' })
    } catch {
      // Whoever closes the browser's window chooses nothing.
      return
    }
    name.value = folder?.name
    isBroken.value = false
    again()
  }

  function leave(): void {
    clearTimeout(timer)
    folder = seen = undefined
    name.value = undefined
  }
  onScopeDispose(leave)

  function again(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), EVERY_MS)
  }

  /** Looks once; a file is taken at the second look that finds it unchanged. */
  async function look(): Promise<void> {
    const since = sinceOf()
    if (folder === undefined) return
    try {
      const newest = since === undefined ? undefined : newestOf(await filesOf(folder), since)
      if (newest !== undefined && isSame(seen, newest) && !isSame(taken, newest)) {
        taken = newest
        take(newest)
      }
      seen = newest
      isBroken.value = false
    } catch {
      // The folder was moved, or the card taken out.
      isBroken.value = true
    }
    // Meanwhile it was left, or another one chosen.
    if (name.value !== undefined) again()
  }

  return { canChoose: pick !== undefined, name: readonly(name), isBroken: readonly(isBroken), choose, leave, look }
}

async function filesOf(folder: Folder): Promise<readonly File[]> {
  const files: File[] = []
  for await (const entry of folder.values()) {
    const file = entry.kind === 'file' ? await entry.getFile?.() : undefined
    if (file !== undefined) files.push(file)
  }
  return files
}
