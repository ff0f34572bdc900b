/** The console's preview of a poster says what the service prints. */
import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const printed = textOf('../crates/print/src/poster.rs')
const previewed = textOf('./console/src/features/batch/posterWords.ts')

test('the steps of the preview are those of the poster, in both languages', () => {
  const steps = [...previewed.matchAll(/zh: '([^']+)', en: '([^']+)'/g)]
  expect(steps).toHaveLength(5)
  for (const [, ...sentences] of steps) for (const sentence of sentences) expect(printed).toContain(`"${sentence}"`)
})

test('how to dress is said alike', () => {
  const [, before = '', glasses = '', behind = ''] = /dress: `(.+)\$\{.+ \? '(.+)' : ''\}(.+)`/.exec(previewed) ?? []
  expect(before).not.toBe('')
  expect(printed).toContain(`"${before}{glasses}${behind}"`)
  expect(printed).toContain(`"${glasses}"`)
})
