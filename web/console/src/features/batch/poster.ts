/** Where the service draws posters. */

/** Files of a poster: to be printed, to be sent into a chat, to be shown on a page. */
export const POSTER_FILES = ['pdf', 'png', 'svg'] as const

/** Whose poster. */
export interface PosterOf {
  readonly kind: 'batch' | 'region'
  readonly id: string
}

/** The address of a file; the browser's session opens it. */
export function posterAddress({ kind, id }: PosterOf, file: (typeof POSTER_FILES)[number]): string {
  const things = kind === 'batch' ? 'batches' : 'regions'
  return `/api/v1/staff/${things}/${encodeURIComponent(id)}/poster?file=${file}`
}
