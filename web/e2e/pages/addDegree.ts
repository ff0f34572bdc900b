/** Adding a degree, from the school's code to "that is me". */
import type { Locator } from '@playwright/test'

import { AppPage, pick } from './app'

export class AddDegreePage extends AppPage {
  /** As a QR code on the school's notice opens it. */
  async scan(slug: string, code?: string): Promise<void> {
    await this.page.goto(`/b/${slug}${code === undefined ? '' : `?code=${code}`}`)
  }

  async typeFeatureCode(code: string): Promise<void> {
    await this.field(/特征码/).fill(code)
  }

  async findBatch(code: string): Promise<void> {
    await this.typeFeatureCode(code)
    await this.press('查找批次')
  }

  /** The picture of the code, and the last four beside it. */
  async handIn(card: string, lastFour: string): Promise<void> {
    await this.field(/特征码/).fill('J9VG24')
    await this.field(/后四位/).fill(lastFour)
    await pick(this.page, card, () => this.press(/^从相册选/))
    await this.press('继续')
  }

  get isItYou(): Locator {
    return this.button(/^是我/).first()
  }

  /** That is me, and the registry shows no portrait yet. */
  async confirm(): Promise<void> {
    await this.isItYou.click()
  }
}
