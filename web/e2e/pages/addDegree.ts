/** Adding a degree in three steps: the school's code, the last four, the collection code. */
import type { Locator } from '@playwright/test'

import { AppPage, pick } from './app'

export class AddDegreePage extends AppPage {
  /** As a QR code on the school's notice opens it; posters carry the feature code along. */
  async scan(slug: string, code?: string): Promise<void> {
    await this.page.goto(`/b/${slug}${code === undefined ? '' : `?code=${code}`}`)
  }

  async open(): Promise<void> {
    await this.page.goto('pages/add-degree/add-degree')
  }

  async findBatch(code: string): Promise<void> {
    await this.featureCode.fill(code)
    await this.press('查找')
  }

  /** The school's code, filled in by the poster or typed. */
  get featureCode(): Locator {
    return this.field('特征码')
  }

  /** From the first step, where the batch is known, over the second one. */
  async typeLastFour(lastFour: string): Promise<void> {
    await this.press('继续')
    await this.field('后四位').fill(lastFour)
    await this.press('继续')
  }

  /** The third step; the picture is read as soon as it is chosen. */
  async chooseCard(card: string): Promise<void> {
    await pick(this.page, card, () => this.press('从相册选截图'))
  }

  get isItYou(): Locator {
    return this.button('是我，继续')
  }

  /** That is me, and the registry shows no portrait yet; on to the photo. */
  async confirm(): Promise<void> {
    await this.isItYou.click()
  }
}
