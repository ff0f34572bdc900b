/** Builds the student's app for browsers and for WeChat, and looks for hosts that are not ours. */
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Names of languages and addresses of help in messages; never requested. */
const NAMED = /^https?:\/\/(?:www\.w3\.org|vuejs\.org|uniapp\.dcloud\.net\.cn)(?:\/|$)/

/** A picture of a shadow, which uni takes from its maker's host. */
const SHADOW = /https:\/\/cdn\.dcloud\.net\.cn\/img\/shadow-\w+\.png/g

const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

/** Where the mini-program finds the service; the H5 pages are beside it. */
const SERVICE_URL = process.env.VITE_SERVICE_URL ?? 'http://127.0.0.1:8080'

const TARGETS = { h5: '../dist/m', 'mp-weixin': '../dist/mp-weixin' }

for (const target of process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(TARGETS)) {
  const folder = join(here, TARGETS[target])
  build(target, folder)
  const foreign = clean(folder)
  if (foreign.length > 0) throw new Error(`${target} names other hosts: ${foreign.join(', ')}`)
}

function build(target, folder) {
  const uni = join(here, 'node_modules/@dcloudio/vite-plugin-uni/bin/uni.js')
  const { status } = spawnSync(process.execPath, [uni, 'build', '-p', target], {
    cwd: here,
    stdio: 'inherit',
    env: { ...process.env, UNI_OUTPUT_DIR: folder, VITE_SERVICE_URL: SERVICE_URL },
  })
  if (status !== 0) throw new Error(`the build for ${target} failed`)
}

/** Takes out what has to be taken out; the addresses that are left. */
function clean(folder) {
  const left = new Set()
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(?:js|css|wxss|wxml|html)$/.test(name)) continue
    const path = join(folder, name)
    const text = readFileSync(path, 'utf8')
    const shadowless = text.replace(SHADOW, NOTHING)
    // Screen readers in WeChat go by a name of its own for the same thing.
    const cleaned = name.endsWith('.wxml') ? shadowless.replace(/(\s)role="/g, '$1aria-role="') : shadowless
    if (cleaned !== text) writeFileSync(path, cleaned)
    for (const [address] of cleaned.matchAll(/https?:\/\/[\w.-]+\.[a-z]{2,}[\w./-]*/g)) {
      if (!NAMED.test(address) && !address.startsWith(SERVICE_URL)) left.add(address)
    }
  }
  return [...left]
}
