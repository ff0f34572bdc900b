/** What is agreed to, purpose by purpose. */
import type { Locator } from '@playwright/test'

import { AppPage } from './app'

export class ConsentPage extends AppPage {
  get heading(): Locator {
    return this.page.getByRole('heading', { name: '每件事分别由你决定' })
  }

  /** Agrees to what is needed, to nothing else, and goes on. */
  async agree(): Promise<void> {
    await this.button('同意').first().click()
    await this.press('继续')
  }
}
