/** What is agreed to, purpose by purpose. */
import { expect } from '@playwright/test'
import type { Locator } from '@playwright/test'

import { AppPage } from './app'

export class ConsentPage extends AppPage {
  get heading(): Locator {
    return this.page.getByRole('heading', { name: '采集照片需要你的同意' })
  }

  /** Agrees to what is needed, to nothing else; it goes on by itself. */
  async agree(): Promise<void> {
    // One at a time: each is a consent of its own.
    await this.press('同意')
    await expect(this.page.getByText('第 2 项，共 2 项')).toBeVisible()
    await this.press('同意')
  }
}
