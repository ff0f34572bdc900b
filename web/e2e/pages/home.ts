/** The degrees, how far each has come, and what to do next. */
import type { Locator } from '@playwright/test'

import { AppPage } from './app'
import type { Name } from './app'

export class HomePage extends AppPage {
  async open(): Promise<void> {
    await this.page.goto('.')
  }

  /** The card of a degree, by its school. */
  degree(school: Name = '韶关学院'): Locator {
    return this.page.getByRole('article', { name: school })
  }

  async next(action: '去拍照' | '查看并提交' | '去重拍' | '联系采集中心'): Promise<void> {
    await this.press(action)
  }

  async withdraw(): Promise<void> {
    await this.press('撤回，重新拍')
    await this.page.getByRole('alertdialog').getByRole('button', { name: '撤回', exact: true }).click()
  }

  async showHistory(): Promise<void> {
    await this.degree().getByText('进度记录').click()
  }
}
