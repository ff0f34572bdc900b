/** What WeChat demands of a build before anybody opens it: its own compilers, its limits, its hosts. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'

import { copyOfBuild, filesOf, pagesOf } from '../phone/build.js'

const compiler = createRequire(import.meta.url)('miniprogram-compiler')

const folder = copyOfBuild()

/** WeChat takes 2 MB; the rest is for what is still to come. */
const MAIN_PACKAGE_BYTES = 1.5 * 1024 * 1024

const MUCH_BYTES = 64 * 1024 * 1024

/** Names of languages and addresses of help in messages, never requested, as in `student/build.mjs`. */
const NAMED = /^https?:\/\/(?:www\.w3\.org|vuejs\.org|uniapp\.dcloud\.net\.cn)(?:\/|$)/

/** The service itself, as the build was told. */
const SERVICE = process.env.VITE_SERVICE_URL ?? 'http://127.0.0.1:8080'

test("WeChat's compiler accepts every template", () => {
  const templates = filesOf(folder).filter(({ name }) => name.endsWith('.wxml'))
  const code = compiler.wxmlToJs(folder, { maxBuffer: MUCH_BYTES })
  assert.ok(templates.length > 0)
  for (const { name } of templates) assert.ok(code.includes(`'${name}'`), `${name} was compiled`)
})

test("WeChat's compiler accepts every style", () => {
  const styles = filesOf(folder).filter(({ name }) => name.endsWith('.wxss'))
  const code = compiler.wxssToJs(folder, { maxBuffer: MUCH_BYTES })
  assert.ok(styles.length > 0)
  for (const { name } of styles) assert.ok(code.includes(`'${name}'`), `${name} was compiled`)
})

test('every page of the app was built', () => {
  const { main, packages, tabs } = pagesOf(folder)
  const names = new Set(filesOf(folder).map(({ name }) => name))
  const pages = [...main, ...packages.flatMap(({ pages: inside }) => inside)]
  const source = JSON.parse(readFileSync(new URL('../../student/src/pages.json', import.meta.url), 'utf8'))
  assert.deepEqual(main, source.pages.map(({ path }) => path))
  for (const page of pages) {
    for (const kind of ['js', 'json', 'wxml']) assert.ok(names.has(`${page}.${kind}`), `${page}.${kind}`)
  }
  for (const tab of tabs) assert.ok(main.includes(tab), `${tab} is in the main package, where WeChat wants tabs`)
})

test('the main package stays below 1.5 MB', () => {
  const roots = pagesOf(folder).packages.map(({ root }) => `${root.replace(/\/$/, '')}/`)
  const main = filesOf(folder).filter(({ name }) => !roots.some((root) => name.startsWith(root)))
  const total = main.reduce((sum, { bytes }) => sum + bytes, 0)
  console.info(`Main package: ${(total / 1024).toFixed(0)} KB in ${String(main.length)} files`)
  assert.ok(total <= MAIN_PACKAGE_BYTES, `${String(total)} bytes`)
})

test('nothing names another host', () => {
  const found = new Set()
  for (const { name } of filesOf(folder)) {
    if (!/\.(?:js|json|wxml|wxs|wxss)$/.test(name)) continue
    const text = readFileSync(join(folder, name), 'utf8')
    for (const [address] of text.matchAll(/https?:\/\/[\w.-]+\.[a-z]{2,}[\w./-]*/g)) {
      if (!NAMED.test(address) && !address.startsWith(SERVICE)) found.add(`${address} in ${name}`)
    }
  }
  assert.deepEqual([...found], [])
})
