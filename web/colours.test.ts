/** Every colour has a name and one place: a change of a theme must not need a search. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

/** Where colours are written down. */
const PLACES = [
  'console/src/styles/colours.css',
  'student/src/App.vue',
  'student/src/pages/capture/viewfinderColours.scss',
]

const WEB = fileURLToPath(new URL('.', import.meta.url))

/** Colours in the styles of a file. */
function coloursOf(file: string): readonly string[] {
  const text = readFileSync(join(WEB, file), 'utf8')
  const styles = file.endsWith('.vue') ? [...text.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, style]) => style).join('') : text
  return styles.match(/#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/gi) ?? []
}

function filesOf(folder: string): readonly string[] {
  const names = readdirSync(join(WEB, folder), { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
  return names.filter((name) => /\.(?:vue|css|scss)$/.test(name)).map((name) => `${folder}/${name}`)
}

test('components name their colours', () => {
  const files = [...filesOf('student/src'), ...filesOf('console/src')]
  const inline = files.filter((file) => !PLACES.includes(file) && coloursOf(file).length > 0)
  expect(inline).toEqual([])
})

test('the places of colours are looked at', () => {
  expect(PLACES.filter((file) => coloursOf(file).length === 0)).toEqual([])
})
