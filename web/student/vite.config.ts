/** Builds both targets; which one, uni's command line says. */
import uniPlugin from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

// The plugin is CommonJS: under ES modules its function is one level deeper.
const loaded = uniPlugin as unknown as { default?: typeof uniPlugin }
const uni = loaded.default ?? uniPlugin

export default defineConfig({
  plugins: uni() as Plugin[],
  server: {
    // The service as `cargo xtask demo` starts it.
    proxy: { '/api': process.env.CAIXIANG_URL ?? 'http://127.0.0.1:8080' },
  },
})
