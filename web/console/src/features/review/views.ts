/** Views of originals: the service reduces them for the desk, and has the whole resolution for who zooms in. */

/** Longer side of an original at the desk, pixels: sharp on every screen until somebody zooms in. */
const DESK_SIDE = 1600

/** Where the reduced view of a picture is. */
export function reduced(address: string): string {
  return address === '' ? '' : `${address}?longer_side=${String(DESK_SIDE)}`
}
