/** What is typed into uni's fields, which tell it a tenth of a second late: whoever is faster with the next button means all of it. */

/** An event of a field that says what stands in it. */
export interface FieldEvent {
  readonly detail: { readonly value: string }
}

/** Watches what a field has told; `change` is what takes the field's whole text. */
export function createTyping(change: (text: string) => void) {
  let told = ''
  return {
    /** Notes what the field tells by itself. */
    tell: (text: string): string => {
      told = text
      return text
    },
    /** Takes what stands in the field, unless it was told before and the page has changed it since, such as a wrong code that it has emptied. */
    take: ({ detail }: FieldEvent): void => {
      if (detail.value !== told) change(detail.value)
    },
  }
}
