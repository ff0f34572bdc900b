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
  | 'next-reasons'
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

/** What has a key of the reviewer's own choice; the first ones of each are below. */
export const CHOSEN = [
  'approve',
  'reject',
  'note',
  'more-reasons',
  'undo',
  'skip',
  'compare',
  'zoom',
  'guides',
  'marks',
  'loupe',
] as const satisfies readonly Simple[]

export type Chosen = (typeof CHOSEN)[number]

/** Which key does what, by its place on the keyboard. */
export type Bindings = Readonly<Record<Chosen, string>>

export const FIRST_BINDINGS: Bindings = {
  approve: 'KeyJ',
  reject: 'KeyR',
  note: 'KeyN',
  'more-reasons': 'KeyM',
  undo: 'KeyU',
  skip: 'KeyS',
  compare: 'KeyC',
  zoom: 'KeyZ',
  guides: 'KeyG',
  marks: 'KeyD',
  loupe: 'KeyL',
}

/** Keys beside the letters that can be chosen, and what is printed on them. */
const SIGNS: Readonly<Record<string, string>> = {
  Backquote: '`',
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Period: '.',
  Quote: "'",
  Semicolon: ';',
  Space: '␣',
}

/** Whether a key can be chosen: none that means something everywhere, as Tab, Esc, arrows and digits do. */
export function isChoosable(code: string): boolean {
  return /^Key[A-Z]$/.test(code) || Object.hasOwn(SIGNS, code)
}

/** What is printed on a key. */
export function keyLabel(code: string): string {
  return SIGNS[code] ?? code.replace(/^Key/, '')
}

/** Those that nobody can change. */
const FIXED: Readonly<Partial<Record<string, Simple>>> = {
  Enter: 'approve',
  NumpadEnter: 'approve',
  Digit0: 'next-reasons',
  Numpad0: 'next-reasons',
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
export function commandOf(press: KeyPress, bindings: Bindings = FIRST_BINDINGS): Command | undefined {
  // No other sign tells it in every browser.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (press.isComposing || press.keyCode === TAKEN) return undefined
  const command = found(press, bindings)
  if (command === undefined || (press.repeat && !HELD.includes(command.name))) return undefined
  // Out of a field leads Esc alone.
  if (isTyping(press.target)) return command.name === 'close' ? command : undefined
  // Enter and the space bar press the button that has the focus; a letter works wherever that is.
  const isPress = ['Enter', 'NumpadEnter', 'Space'].includes(press.code)
  return isPress && isPressable(press.target) ? undefined : command
}

function found(press: KeyPress, bindings: Bindings): Command | undefined {
  if (press.altKey) return undefined
  if (press.ctrlKey || press.metaKey) return press.code === 'KeyZ' && !press.shiftKey ? { name: 'undo' } : undefined
  if (press.key === '?' || (press.code === 'Slash' && press.shiftKey)) return { name: 'help' }
  const pan = press.shiftKey ? PANS[press.code] : undefined
  if (pan !== undefined) return { name: 'pan', right: pan[0], down: pan[1] }
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(press.code) ?? []
  if (digit !== undefined) return press.shiftKey ? undefined : { name: 'reason', at: Number(digit) - 1 }
  if (press.shiftKey && /^(?:Digit|Numpad)0$/.test(press.code)) return undefined
  const name = FIXED[press.code] ?? CHOSEN.find((one) => bindings[one] === press.code)
  return name === undefined ? undefined : { name }
}
