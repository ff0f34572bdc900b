/** What the build puts in, and what the linter's compiler cannot find out about files that are no TypeScript. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}

interface ImportMetaEnv {
  /** Where a mini-program finds the service. */
  readonly VITE_SERVICE_URL?: string
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
