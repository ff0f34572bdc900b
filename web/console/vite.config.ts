/** Builds the console into `web/dist/console`, from which the service takes it. */
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  plugins: [vue()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    // Whatever is in a browser that staff may use in 2026; older ones get no page anyway.
    target: 'es2022',
    // Every browser of that target preloads modules by itself.
    modulePreload: { polyfill: false },
    // A file of its own is cached; text within text is compressed worse.
    assetsInlineLimit: 0,
    // What is built in is passed on: the authors' licences go with it.
    license: { fileName: 'licenses.md' },
  },
  server: {
    host: '127.0.0.1',
    // The service as `cargo xtask demo` starts it, unless another one is named.
    proxy: { '/api': process.env['CAIXIANG_URL'] ?? 'http://127.0.0.1:8080' },
  },
})
