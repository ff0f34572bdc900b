/** What happened so far, photo by photo. */
import type { Locator } from '@playwright/test'

import { AppPage } from './app'

export class HistoryPage extends AppPage {
  /** The lines, in the order of the page. */
  get events(): Locator {
    return this.main.getByRole('listitem')
  }
}
