/** What the compiler cannot find out about files that are no TypeScript. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
