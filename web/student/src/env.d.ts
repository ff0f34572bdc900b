/** What the build puts in. */
interface ImportMetaEnv {
  /** Where a mini-program finds the service. */
  readonly VITE_SERVICE_URL?: string
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
