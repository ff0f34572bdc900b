/** Builds the frame that finds faces into `web/dist/face`, and looks for hosts that are not ours. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import process from 'node:process'
import { URL, fileURLToPath } from 'node:url'

import { compress } from '../compress.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const output = join(here, '../dist/face')
const library = join(here, 'node_modules/@mediapipe/face_mesh')

/** With and without SIMD, which phones before 2023 lack; the browser loads one of them. */
const LIBRARY_FILES = [
  'face_mesh.binarypb',
  'face_mesh.js',
  'face_mesh_solution_packed_assets.data',
  'face_mesh_solution_packed_assets_loader.js',
  'face_mesh_solution_simd_wasm_bin.js',
  'face_mesh_solution_simd_wasm_bin.wasm',
  'face_mesh_solution_wasm_bin.js',
  'face_mesh_solution_wasm_bin.wasm',
]

/** Addresses of help in messages; never requested. */
const NAMED = /^https?:\/\/(?:emscripten\.org|github\.com\/emscripten-core)\//

rmSync(output, { recursive: true, force: true })
const made = join(output, 'assets/made')
mkdirSync(made, { recursive: true })
translate(made)
// Copied by their contents: the package's own file modes would differ from place to place.
for (const name of LIBRARY_FILES) writeFileSync(join(made, name), readFileSync(join(library, name)))
const foreign = foreignHosts(made)
if (foreign.length > 0) throw new Error(`the library names other hosts: ${foreign.join(', ')}`)

// One folder named by all of its contents: browsers keep it for good, and its files find each other.
const version = fingerprint(made)
renameSync(made, join(output, 'assets', version))
const page = readFileSync(join(here, 'index.html'), 'utf8')
writeFileSync(join(output, 'index.html'), page.replaceAll('VERSION', version))
const { plain, brotli } = compress(output)
process.stdout.write(`${output}: ${String(plain)} bytes, ${String(brotli)} in Brotli\n`)

function translate(folder) {
  const compiler = join(here, 'node_modules/typescript/bin/tsc')
  const options = ['--project', here, '--noEmit', 'false', '--allowImportingTsExtensions', 'false']
  const sources = ['--outDir', folder, '--removeComments']
  const { status } = spawnSync(process.execPath, [compiler, ...options, ...sources], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the page of the frame cannot be translated')
  rmSync(join(folder, 'face/src/measure.test.js'), { force: true })
  for (const path of files(join(folder, 'face')).filter((name) => name.endsWith('.js'))) nameFiles(path, folder)
}

/** Browsers know files, not packages: a script's imports of what is shared become paths. */
function nameFiles(path, folder) {
  const shared = posix.relative(posixOf(dirname(path)), posixOf(join(folder, 'shared/src')))
  const script = readFileSync(path, 'utf8')
  writeFileSync(path, script.replace(/(from ')@caixiang\/shared\/([\w/]+)(?=')/g, `$1${shared}/$2.js`))
}

function posixOf(path) {
  return path.replaceAll('\\', '/')
}

function files(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return paths.sort()
}

function foreignHosts(folder) {
  const left = new Set()
  for (const path of files(folder).filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(path, 'utf8')
    for (const [address] of text.matchAll(/https?:\/\/[\w.-]+\.[a-z]{2,}[\w./-]*/g)) {
      if (!NAMED.test(address)) left.add(address)
    }
  }
  return [...left]
}

function fingerprint(folder) {
  const hash = createHash('sha256')
  for (const path of files(folder)) hash.update(path.slice(folder.length)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 12)
}
