/** Unit tests, without a browser and without a network. */
import { defineConfig } from 'vitest/config'

import { STUDENT_PROJECTS } from './student/testProjects.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'shared',
          include: ['*.test.ts', 'shared/**/*.test.ts', 'face/**/*.test.ts'],
          environment: 'node',
          // One process: the tests take less time than starting another one.
          pool: 'threads',
          maxWorkers: 1,
          isolate: false,
        },
      },
      'console/vitest.config.ts',
      ...STUDENT_PROJECTS,
    ],
  },
})
