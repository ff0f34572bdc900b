/** The mini-program as built, copied to where it can be run. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BUILT = process.env.CAIXIANG_MINI_PROGRAM ?? fileURLToPath(new URL('../../dist/mp-weixin', import.meta.url))

/**
 * Copies the build out of this repository, whose packages are ES modules: here its CommonJS files would
 * be read as such. The copy goes with the process.
 */
export function copyOfBuild() {
  if (!existsSync(join(BUILT, 'app.json'))) {
    throw new Error(`No mini-program in ${BUILT}. Build it first: node build.mjs mp-weixin (in web/student).`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'caixiang-mini-program-'))
  cpSync(BUILT, folder, { recursive: true })
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** All files of a folder: path inside it, and size. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => ({ name: name.replaceAll('\\', '/'), path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile())
    .map((file) => ({ ...file, bytes: statSync(file.path).size }))
}

/** Pages of the main package and of the others, by the app's own list. */
export function pagesOf(folder) {
  const app = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8'))
  const packages = app.subPackages ?? app.subpackages ?? []
  return {
    main: app.pages,
    packages: packages.map(({ root, pages }) => ({ root, pages: pages.map((page) => join(root, page)) })),
    tabs: (app.tabBar?.list ?? []).map(({ pagePath }) => pagePath),
  }
}
