/** Unit tests: plain Node, no browser, no network. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['shared/**/*.test.ts'],
    environment: 'node',
    // One process: the tests take less time than starting another one.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
  },
})
