/** Builds both targets; which one, uni's command line says. */
import uniPlugin from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

// The plugin is CommonJS: under ES modules its function is one level deeper.
const loaded = uniPlugin as unknown as { default?: typeof uniPlugin }
const uni = loaded.default ?? uniPlugin

/** Whether the pages are built for browsers; a mini-program comes as one package. */
const isForBrowsers = process.env['UNI_PLATFORM'] === 'h5'

/** What only taking and checking a photo needs; everything else of the app is small, and needed at once. */
const ABOUT_PHOTOS = [/\/features\/(?:camera|submission)\//, /\/features\/photo\/(?!keptUpload)/, /\/shared\/src\/(?:frame|photo)\//, /\/ui\/FigurePair\.vue/]

/**
 * Few files: browsers take six at a time from one host, and on a slow network each one that has to wait
 * costs half a second. Pages have a chunk of their own; the two that a batch is found by have one together.
 */
function chunkOf(id: string): string | undefined {
  const name = id.split('?')[0] ?? id
  if (ABOUT_PHOTOS.some((place) => place.test(name))) return 'photo'
  if (/\/src\/pages\/(?:add-degree|regions)\//.test(name)) return 'entrance'
  return /\/src\/pages(?:-sub)?\/|\/src\/(?:App\.vue|main\.ts)/.test(name) ? undefined : 'app'
}

export default defineConfig({
  plugins: uni() as Plugin[],
  ...(isForBrowsers ? { build: { cssCodeSplit: false, rollupOptions: { output: { manualChunks: chunkOf } } } } : {}),
  server: {
    // The service as `cargo xtask demo` starts it.
    proxy: { '/api': process.env.CAIXIANG_URL ?? 'http://127.0.0.1:8080' },
  },
})
