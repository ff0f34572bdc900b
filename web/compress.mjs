/**
 * Leaves a Brotli and a gzip form beside every text file of a build, so that the service compresses
 * nothing while it serves. `node compress.mjs FOLDER`, or imported by a build.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Text, and what a network of the phone's own consists of. */
const TEXT = /\.(?:binarypb|css|data|html|js|json|map|svg|txt|wasm|webmanifest)$/

/** Below this a compressed form saves nothing: it fits into the same packet. */
const MIN_BYTES = 1024

/** From here on the best quality takes half a minute for a hundredth. */
const LARGE_BYTES = 2 * 1024 * 1024
const LARGE_QUALITY = 9

/** Compresses; the sums in bytes, plain and in Brotli. */
export function compress(folder) {
  const sums = { plain: 0, brotli: 0 }
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!TEXT.test(name)) continue
    const path = join(folder, name)
    const bytes = readFileSync(path)
    sums.plain += bytes.length
    if (bytes.length < MIN_BYTES) continue
    const isLarge = bytes.length > LARGE_BYTES
    const brotli = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: isLarge ? LARGE_QUALITY : constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    })
    writeFileSync(`${path}.br`, brotli)
    // Whatever reads these reads Brotli, and the program carries every form that is left here.
    if (!isLarge) writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
    sums.brotli += brotli.length
  }
  return sums
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { plain, brotli } = compress(argv[2])
  stdout.write(`${argv[2]}: ${String(plain)} bytes of text, ${String(brotli)} in Brotli\n`)
}
