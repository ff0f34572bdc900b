/**
 * For tests: a phone that remembers what it was told, in place of uni. Loaded before every test file; each
 * test begins with an empty one.
 */
import { beforeEach } from 'vitest'

type Options = Readonly<Record<string, unknown>>

/** What uni gives an answer to. */
interface Answering {
  readonly success?: (answer: unknown) => void
  readonly fail?: () => void
}

/** What is stored, by name. */
export const storage = new Map<string, unknown>()

/** What uni was asked to do, such as `['navigateTo', { url }]`, in order. */
export const calls: (readonly [name: string, options: Options])[] = []

/** Answers of uni's functions that take `success`; those without one fail. */
export const answers = new Map<string, unknown>()

/** Addresses of pages that were opened, in whichever way. */
export function visited(): readonly string[] {
  const ways = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab']
  return calls.filter(([name]) => ways.includes(name)).map(([, { url }]) => String(url))
}

const known: Readonly<Record<string, (...given: never[]) => unknown>> = {
  getStorageSync: (name: string) => storage.get(name) ?? '',
  setStorageSync: (name: string, value: unknown) => storage.set(name, structuredClone(value)),
  removeStorageSync: (name: string) => storage.delete(name),
  getSystemInfoSync: () => ({ language: 'zh-CN', theme: 'light', windowWidth: 375, windowHeight: 812 }),
  canIUse: (name: string) => answers.has(name),
}

function called(name: string) {
  return (options: Options & Answering = {}): void => {
    calls.push([name, options])
    if (answers.has(name)) options.success?.(answers.get(name))
    else options.fail?.()
  }
}

Object.assign(globalThis, {
  uni: new Proxy(known, { get: (functions, name: string) => functions[name] ?? called(name) }),
  getCurrentPages: () => [],
})

beforeEach(() => {
  storage.clear()
  calls.length = 0
  answers.clear()
})
