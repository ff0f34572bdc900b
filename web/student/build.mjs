/** Builds the student's app for browsers and for WeChat, and looks for hosts that are not ours. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { compress } from '../compress.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Names of languages and addresses of help in messages; never requested. */
const NAMED = /^https?:\/\/(?:www\.w3\.org|vuejs\.org|uniapp\.dcloud\.net\.cn)(?:\/|$)/

/** A picture of a shadow, which uni takes from its maker's host. */
const SHADOW = /https:\/\/cdn\.dcloud\.net\.cn\/img\/shadow-\w+\.png/g

const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

/** Where the mini-program finds the service; the H5 pages are beside it. */
const SERVICE_URL = process.env.VITE_SERVICE_URL ?? 'http://127.0.0.1:8080'

/** Pages that somebody opens the app with: the start, and a poster's link. */
const FIRST_PAGES = ['entrance', 'pages-home-home']

const TARGETS = { h5: '../dist/m', 'mp-weixin': '../dist/mp-weixin' }

for (const target of process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(TARGETS)) {
  const folder = join(here, TARGETS[target])
  // Files of an earlier build would be embedded, and sent.
  rmSync(folder, { recursive: true, force: true })
  build(target, folder)
  const foreign = clean(folder)
  if (foreign.length > 0) throw new Error(`${target} names other hosts: ${foreign.join(', ')}`)
  if (target !== 'h5') continue
  hasten(folder)
  compress(folder)
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

/**
 * Names in the page itself what the first pages need, so that it comes together with the rest; and in a
 * `meta` what the app fetches once nothing else is to do, so that no page is missing without a network.
 */
function hasten(folder) {
  const path = join(folder, 'index.html')
  const html = readFileSync(path, 'utf8')
  const files = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
  const pages = files.filter((name) => FIRST_PAGES.some((page) => name.startsWith(`${page}.`)))
  if (pages.length !== FIRST_PAGES.length) throw new Error(`the first pages are not among ${files.join(', ')}`)
  const needed = new Set(pages.flatMap((name) => [name, ...importsOf(join(folder, 'assets', name))]))
  const preloaded = [...needed].filter((name) => !html.includes(name))
  const late = files.filter((name) => !html.includes(name) && !needed.has(name))
  // Before all of it, since it is small and asks the service.
  const early = nameByContent('early', readFileSync(join(here, 'src/early.js')))
  writeFileSync(join(folder, 'assets', early.name), early.bytes)
  const last = [
    ...preloaded.map((name) => `<link rel="modulepreload" crossorigin href="/m/assets/${name}">`),
    `<meta name="ahead" content="${late.join(' ')}">`,
  ]
  const first = `<script type="module" async src="/m/assets/${early.name}"></script>`
  const hastened = html.replace('<script', `${first}\n    <script`)
  writeFileSync(path, hastened.replace('</head>', `${last.map((line) => `  ${line}\n  `).join('')}</head>`))
}

/** A name that changes with what is in the file, so that it may be kept for ever. */
function nameByContent(name, bytes) {
  return { name: `${name}.${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.js`, bytes }
}

/** Names of the files beside it that a module needs before it runs. */
function importsOf(path) {
  const found = readFileSync(path, 'utf8').matchAll(/\b(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)
  return [...found].map(([, name]) => name)
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
