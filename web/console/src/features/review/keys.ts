/** Which key means what at the desk. Letters go by their place on the keyboard: an input method may be on. */

/** What a key asks for. */
export type Command =
  | { readonly name: Simple }
  | { readonly name: 'reason'; readonly at: number }
  | { readonly name: 'pan'; readonly right: number; readonly down: number }

type Simple =
  | 'approve'
  | 'reject'
  | 'note'
  | 'more-reasons'
  | 'undo'
  | 'skip'
  | 'compare'
  | 'zoom'
  | 'zoom-in'
  | 'zoom-out'
  | 'guides'
  | 'marks'
  | 'loupe'
  | 'help'
  | 'close'
  | 'next'
  | 'previous'

/** What of a key's event counts. */
export type KeyPress = Pick<
  KeyboardEvent,
  'code' | 'key' | 'keyCode' | 'repeat' | 'isComposing' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'target'
>

const LETTERS: Readonly<Partial<Record<string, Simple>>> = {
  KeyJ: 'approve',
  KeyR: 'reject',
  KeyN: 'note',
  KeyM: 'more-reasons',
  KeyU: 'undo',
  KeyS: 'skip',
  KeyC: 'compare',
  KeyZ: 'zoom',
  KeyG: 'guides',
  KeyD: 'marks',
  KeyL: 'loupe',
  Enter: 'approve',
  NumpadEnter: 'approve',
  Equal: 'zoom-in',
  NumpadAdd: 'zoom-in',
  Minus: 'zoom-out',
  NumpadSubtract: 'zoom-out',
  Escape: 'close',
  ArrowRight: 'next',
  ArrowDown: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
}

const PANS: Readonly<Partial<Record<string, readonly [right: number, down: number]>>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** What may go on while its key is held down; nothing that decides is among it. */
const HELD: readonly Command['name'][] = ['zoom-in', 'zoom-out', 'pan', 'next', 'previous']

/** What input methods report in place of the key that they have taken. */
const TAKEN = 229

/** Whether what is typed there is text. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest('input, textarea, select, [contenteditable="true"]')
  return field !== null && !(field instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(field.type))
}

/** Whether the key presses what has the focus. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href], summary, input, [role="button"]') !== null
}

/** What a key asks for; nothing where it belongs to somebody else. */
export function commandOf(press: KeyPress): Command | undefined {
  // No other sign tells it in every browser.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (press.isComposing || press.keyCode === TAKEN) return undefined
  const command = found(press)
  if (command === undefined || (press.repeat && !HELD.includes(command.name))) return undefined
  // Out of a field leads Esc alone.
  if (isTyping(press.target)) return command.name === 'close' ? command : undefined
  // Enter on a button presses the button; J approves wherever the focus is.
  const isEnter = press.code === 'Enter' || press.code === 'NumpadEnter'
  return isEnter && isPressable(press.target) ? undefined : command
}

function found(press: KeyPress): Command | undefined {
  if (press.altKey) return undefined
  if (press.ctrlKey || press.metaKey) return press.code === 'KeyZ' && !press.shiftKey ? { name: 'undo' } : undefined
  if (press.key === '?' || (press.code === 'Slash' && press.shiftKey)) return { name: 'help' }
  const pan = press.shiftKey ? PANS[press.code] : undefined
  if (pan !== undefined) return { name: 'pan', right: pan[0], down: pan[1] }
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(press.code) ?? []
  if (digit !== undefined) return press.shiftKey ? undefined : { name: 'reason', at: Number(digit) - 1 }
  const name = LETTERS[press.code]
  return name === undefined ? undefined : { name }
}
