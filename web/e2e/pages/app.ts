/** What all pages have in common: buttons by their words, the landmark, the dialogs. */
import type { Locator, Page } from '@playwright/test'

/** A name of something on a page: its exact words, or a pattern. */
export type Name = string | RegExp

/** A page of the app, as a person finds it: by role and by what is written there. */
export class AppPage {
  constructor(readonly page: Page) {}

  /** The page on top; those below it are hidden. */
  get main(): Locator {
    return this.page.getByRole('main').last()
  }

  button(name: Name): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  field(name: Name): Locator {
    return this.page.getByRole('textbox', { name, exact: typeof name === 'string' })
  }

  /** What did not work, and what to do. */
  get refusal(): Locator {
    return this.page.getByRole('alert')
  }

  async press(name: Name): Promise<void> {
    await this.button(name).click()
  }
}

/** A file on disk, or one made up. */
export type PickedFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** Answers the question of the phone where the picture is, with this file. */
export async function pick(page: Page, file: PickedFile, press: () => Promise<void>): Promise<void> {
  const asked = page.waitForEvent('filechooser')
  await press()
  await (await asked).setFiles(file)
}
