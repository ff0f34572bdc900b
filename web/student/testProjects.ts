/**
 * Unit tests of the student's app; no network, no uni. They run with the tools of
 * the folder above, and with this app's Vue.
 */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

import type { TestProjectInlineConfiguration } from 'vitest/config'

const require = createRequire(import.meta.url)

/** uni's own reading of `#ifdef`, without the rest of its build. */
const { preprocess } = require('@dcloudio/uni-cli-shared/lib/preprocess') as {
  readonly preprocess: (code: string, context: object, options: object) => string
}

/** Compiles comments as for one target; in what is asked for, a hyphen is an underscore. */
function conditional(target: 'H5' | 'MP-WEIXIN'): NonNullable<TestProjectInlineConfiguration['plugins']>[number] {
  return {
    name: 'conditional',
    enforce: 'pre',
    transform: (code: string, id: string) =>
      id.includes('/student/src/') ? preprocess(code, { VUE3: true, [target.replace('-', '_')]: true }, { type: 'js' }) : undefined,
  }
}

/** What is of WeChat alone has tests of this name. */
const WECHAT = 'src/**/*.wechat.test.ts'

/** Tests that need a document say so in their first line: a pretended one takes most of a second. */
const COMMON = { setupFiles: 'src/testing/phone.ts', pool: 'threads', maxWorkers: 1 } as const

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

export const STUDENT_PROJECTS: TestProjectInlineConfiguration[] = [
  {
    root: FOLDER,
    plugins: [conditional('H5')],
    resolve: { dedupe: ['vue'] },
    test: { ...COMMON, name: 'student', include: ['src/**/*.test.ts'], exclude: [WECHAT], environment: 'node' },
  },
  {
    root: FOLDER,
    plugins: [conditional('MP-WEIXIN')],
    resolve: { dedupe: ['vue'] },
    test: { ...COMMON, name: 'student in WeChat', include: [WECHAT], environment: 'node' },
  },
]
