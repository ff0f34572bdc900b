/** Before all tests: draws, founds and serves; after them the service ends and its data go. */
import { rmSync } from 'node:fs'

import { foundCollection } from '../world/collection.js'
import { draw } from '../world/drawn.js'
import { openService } from '../world/service.js'

import { DRAWN, SCREENSHOTS } from './places'
import { publish } from './service'

export default async function setUp(): Promise<() => Promise<void>> {
  rmSync(SCREENSHOTS, { recursive: true, force: true })
  const [service] = await Promise.all([openService(foundCollection), draw(DRAWN)])
  const { status } = await fetch(`${service.url}/m/`)
  // Else every test would wait for pages that never come.
  if (status !== 200) throw new Error('the program has no pages: run `cargo xtask web`, then build it again')
  publish({ url: service.url, folder: service.folder, batches: service.world })
  return service.stop
}
