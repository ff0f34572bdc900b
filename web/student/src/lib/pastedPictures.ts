/** Browsers only: pictures that come by the clipboard or are dropped on the page. */
import type { LocalFile } from './transport'

/** A picture in memory, at an address of its own, like one from the platform's dialog. */
function localFile(file: Blob): LocalFile {
  return { path: URL.createObjectURL(file) }
}

/** The first picture among what was pasted or dropped. */
export function pictureOf(data: DataTransfer | null): LocalFile | undefined {
  const file = Array.from(data?.files ?? []).find(({ type }) => type.startsWith('image/'))
  return file === undefined ? undefined : localFile(file)
}

/** Whether what is dragged over the page holds a file; which one, browsers tell only when it is dropped. */
export function holdsFile(data: DataTransfer | null): boolean {
  return Array.from(data?.types ?? []).includes('Files')
}

/** Whether the page may look at the clipboard when a button is pressed. */
export function canReadClipboard(): boolean {
  return typeof (navigator.clipboard as Partial<Clipboard> | undefined)?.read === 'function'
}

/** The picture on the clipboard; nothing when there is none, or the student does not allow it. */
export async function readClipboardPicture(): Promise<LocalFile | undefined> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((name) => name.startsWith('image/'))
      if (type !== undefined) return localFile(await item.getType(type))
    }
  } catch {
    // Not allowed, or not focused: the same as an empty clipboard for who pressed the button.
  }
  return undefined
}
