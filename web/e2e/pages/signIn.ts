/** Signing in by phone and code. */
import { AppPage } from './app'

export class SignInPage extends AppPage {
  /** From the number to the session; the code is read where it went. */
  async signIn(phone: string, codeFor: (phone: string) => Promise<string>): Promise<void> {
    await this.field('手机号').fill(phone)
    const sent = this.page.waitForResponse((answer) => answer.url().endsWith('/sign-in/codes') && answer.ok())
    await this.press('获取验证码')
    await sent
    // With the sixth digit it goes on by itself.
    await this.field('短信验证码').fill(await codeFor(phone))
  }
}
