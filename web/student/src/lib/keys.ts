/** Keys of a keyboard for what is not a native control. */

/** For `@keydown`: the key that presses a control does what a tap does. */
export function onPressKey(act: () => void): (event: unknown) => void {
  return (event) => {
    const { key } = event as { readonly key?: string }
    if (key !== 'Enter' && key !== ' ') return
    ;(event as { preventDefault?: () => void }).preventDefault?.()
    act()
  }
}
