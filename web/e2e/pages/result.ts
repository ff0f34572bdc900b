/** What the check says of a photo, and the choice. */
import type { Locator } from '@playwright/test'

import { AppPage } from './app'

export class ResultPage extends AppPage {
  /** Once the photo was looked at. */
  get headline(): Locator {
    return this.main.getByRole('heading', { level: 2 })
  }

  /** Submits, and waits until the service has it. */
  async submit(): Promise<void> {
    await this.trySubmitting()
    await this.page.getByRole('heading', { name: '已提交，正在审核' }).waitFor()
  }

  /** Ticks every doubt, looks at what cannot be undone, and presses the last button. */
  async trySubmitting(): Promise<void> {
    await this.use.waitFor()
    for (const doubt of await this.page.getByRole('checkbox').all()) await doubt.click()
    await this.use.click()
    await this.sheet.getByRole('button', { name: '提交审核' }).click()
  }

  /** There where the photo can be used. */
  get use(): Locator {
    return this.button('使用这张')
  }

  get sheet(): Locator {
    return this.page.getByRole('alertdialog', { name: '提交这张照片' })
  }

  async retake(): Promise<void> {
    await this.press('重拍')
  }
}
