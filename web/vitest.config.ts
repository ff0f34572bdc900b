/** Unit tests, without a browser and without a network. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'shared',
          include: ['shared/**/*.test.ts', 'face/**/*.test.ts'],
          environment: 'node',
          // One process: the tests take less time than starting another one.
          pool: 'threads',
          maxWorkers: 1,
          isolate: false,
        },
      },
      'console/vitest.config.ts',
    ],
  },
})
