/** Folders of these tests. */
import { fileURLToPath } from 'node:url'

function folder(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url))
}

/** Cards and photos of this run. */
export const DRAWN = folder('drawn')

/** What the pages looked like. */
export const SCREENSHOTS = folder('screenshots')

/** A drawn file. */
export function drawn(file: string): string {
  return `${DRAWN}/${file}`
}
