/** Whether the system asks for dark pages. */

/** A question about the system's looks, asked the older way, which is all that phones of 2019 know. */
interface LooksQuery {
  readonly matches: boolean
  readonly addListener: (tell: (change: { readonly matches: boolean }) => void) => void
}

/** Tells whether the system is dark, now and whenever that changes. */
export function followSystemTheme(tell: (isDark: boolean) => void): void {
  const asked: LooksQuery = matchMedia('(prefers-color-scheme: dark)')
  tell(asked.matches)
  asked.addListener(({ matches }) => {
    tell(matches)
  })
}
