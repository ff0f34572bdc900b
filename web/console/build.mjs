/** Builds the console, looks for hosts that are not ours and for scripts within pages, and says its size. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stdout } from 'node:process'
import { fileURLToPath, URL } from 'node:url'

import { build } from 'vite'

import { compress } from '../compress.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const output = join(here, '../dist/console')

/** Names of languages and addresses of help in messages; never requested. */
const NAMED = /^https?:\/\/(?:www\.w3\.org|vuejs\.org|router\.vuejs\.org|element-plus\.org)(?:\/|$)/

await build({ root: here, configFile: join(here, 'vite.config.ts') })
const foreign = addresses(output).filter((address) => !NAMED.test(address))
if (foreign.length > 0) throw new Error(`the console names other hosts: ${foreign.join(', ')}`)
const inline = readFileSync(join(output, 'index.html'), 'utf8').match(/<script(?![^>]*\ssrc=)|\son\w+=|<style/)
// The service's policy would stop them.
if (inline !== null) throw new Error(`the console has scripts or styles within its page: ${inline[0]}`)
const { plain, brotli } = compress(output)
stdout.write(`web/dist/console: ${kilobytes(plain)} of text, ${kilobytes(brotli)} in Brotli\n`)

/** Addresses that the built files name. */
function addresses(folder) {
  const found = new Set()
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(?:js|css|html|svg)$/.test(name)) continue
    const text = readFileSync(join(folder, name), 'utf8')
    for (const [address] of text.matchAll(/https?:\/\/[\w.-]+\.[a-z]{2,}[\w./-]*/g)) found.add(address)
  }
  return [...found]
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}
