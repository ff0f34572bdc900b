/** Attributes that components of the kit hand on to their element, for the compiler's strict templates. */
export {}

declare module 'vue' {
  interface AllowedComponentProps {
    'aria-haspopup'?: 'dialog'
    'aria-describedby'?: string | undefined
    'aria-keyshortcuts'?: string
    'aria-invalid'?: boolean
    'aria-label'?: string
    autocapitalize?: 'none'
    lang?: string
    spellcheck?: 'false'
  }
}
