/** Unit and component tests, in a pretended browser; no network. */
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    name: 'console',
    include: ['src/**/*.test.ts'],
    environment: 'happy-dom',
    pool: 'threads',
    maxWorkers: 1,
    // Plain Node cannot read the style sheets that components of the kit import.
    server: { deps: { inline: ['element-plus'] } },
  },
})
