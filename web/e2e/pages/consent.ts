/** What is agreed to, purpose by purpose. */
import type { Locator } from '@playwright/test'

import { AppPage } from './app'

export class ConsentPage extends AppPage {
  get heading(): Locator {
    return this.page.getByRole('heading', { name: '采集照片需要你的同意' })
  }

  /** Agrees to what is needed, to nothing else; it goes on by itself. */
  async agree(): Promise<void> {
    await this.press('同意')
  }
}
