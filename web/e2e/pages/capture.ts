/** Taking or choosing the photo, and sending it. */
import type { Locator } from '@playwright/test'

import { AppPage, pick } from './app'
import type { PickedFile } from './app'

export class CapturePage extends AppPage {
  /** By the camera of the browser: outline, shutter, a look, and off it goes. */
  async takeByCamera(): Promise<void> {
    await this.press('打开取景框拍摄')
    const shutter = this.button('拍摄')
    await shutter.and(this.page.locator('[aria-disabled="false"]')).click()
    await this.press('用这张')
  }

  /** Has faces found in what the camera shows. */
  async askForBetterHints(): Promise<void> {
    await this.press('打开取景框拍摄')
    await this.betterHints.click()
  }

  /** The switch; its name says how far it has come. */
  get betterHints(): Locator {
    return this.page.getByRole('switch', { name: /更准的提示/ })
  }

  async choose(file: PickedFile): Promise<void> {
    await pick(this.page, file, () => this.press('从相册选原图'))
  }

  get progress(): Locator {
    return this.page.getByRole('progressbar')
  }

  /** What is said once sending was given up for now. */
  get kept(): Locator {
    return this.main.getByText('照片还在，没有丢')
  }

  async goOnSending(): Promise<void> {
    await this.press('继续上传')
  }
}
