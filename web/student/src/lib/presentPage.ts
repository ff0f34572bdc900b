/** Which page is on top. */

interface NumberedPage {
  readonly $page?: { readonly id?: number }
}

/** Its number; 0 before there is one. */
export function presentPage(): number {
  const pages = getCurrentPages() as readonly NumberedPage[]
  return pages[pages.length - 1]?.$page?.id ?? 0
}
