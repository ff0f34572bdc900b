/** Cards and photos: drawn by the demonstration's program, showing nobody. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { programOf, said } from './program.js'

/** Photos a second are a camera's business; a few frames are shown over and over. */
const FRAMES = 4

/**
 * Draws everything into a folder, which is emptied first, and makes `camera.mjpeg` of the good photo,
 * which Chromium takes for what a camera sees: JPEG files, one after the other.
 * @param {string} folder
 */
export async function draw(folder) {
  rmSync(folder, { recursive: true, force: true })
  await said(programOf('CAIXIANG_DEMO', 'demo'), ['try-me', folder])
  const frame = readFileSync(join(folder, 'photo-good.jpg'))
  writeFileSync(join(folder, 'camera.mjpeg'), Buffer.concat(Array.from({ length: FRAMES }, () => frame)))
}

/**
 * The last four characters that belong to a card, by the list that was drawn with it.
 * @param {string} folder
 * @param {string} card name of its file
 * @returns {string}
 */
export function lastFourOf(folder, card) {
  const lines = readFileSync(join(folder, 'README.md'), 'utf8').split('\n')
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  const found = cells.find(([, file]) => file === card)?.[2]
  if (found === undefined || found === '') throw new Error(`${card} is not in the list of what was drawn`)
  return found
}
