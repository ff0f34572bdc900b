/** The console of staff: another app on the same host, for a computer. */
export function openConsole(): void {
  location.assign('/console/')
}
