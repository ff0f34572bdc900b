/** Paying: what it costs, the cashier of this machine, the page that waits. */
import type { Locator } from '@playwright/test'

import { AppPage } from './app'

export class PayingPage extends AppPage {
  /** From a step that waits for its fee to the cashier. */
  async payFor(sum: string): Promise<void> {
    await this.press('去支付')
    await this.main.getByText(sum).first().waitFor()
    await this.press(`支付 ${sum}`)
    await this.choice('付款成功').waitFor()
  }

  /** What the payer may do at the cashier. */
  choice(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name}(?: |$)`) })
  }

  /** What the page says that waits. */
  get stand(): Locator {
    return this.page.getByRole('status').last()
  }
}
