/**
 * Browsers only: fetches the files of all other pages once nothing else is to do. They stay in the browser's
 * store, so that a page opens without a network that was never opened with one.
 */

/** After the first page is there, and has asked for its own things. */
const PAUSE_MS = 2000

/** Begins to, once. Who saves data is asked page by page. */
export function fetchAhead(): void {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }
  if (connection?.saveData === true) return
  setTimeout(() => {
    whenIdle(() => void fetchAll(namesAhead()))
  }, PAUSE_MS)
}

/** Files that the build names in the page. */
function namesAhead(): readonly string[] {
  const named = document.querySelector<HTMLMetaElement>('meta[name="ahead"]')?.content ?? ''
  return named.split(' ').filter((name) => name !== '')
}

/** One after the other: what the student asks for goes first. */
async function fetchAll(names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await fetch(`/m/assets/${name}`, { priority: 'low', credentials: 'same-origin' })
    } catch {
      // The network is gone; the page itself asks again when it is opened.
      return
    }
  }
  document.documentElement.dataset['ahead'] = 'done'
}

function whenIdle(act: () => void): void {
  // Safari has no such thing.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act)
  else act()
}
