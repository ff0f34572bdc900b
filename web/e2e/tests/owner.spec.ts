/** Numbers that change hands: the next owner of one does not get into an account, and its student takes a new one. */
import { AppPage } from '../pages/app'
import { alreadyUsed, expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { Student, someone } from '../support/student'

test('who signs in on a number with a degree after long tells the last four, or starts anew', async ({ page, service, watch }) => {
  watch.expectStatus(401, 409)
  await alreadyUsed(page, undefined)
  // Two months cannot pass here: the answer of then is given in the service's place.
  const said: unknown[] = []
  await page.route('**/api/v1/sign-in/phone', async (route) => {
    const body = route.request().postDataJSON() as Record<string, unknown>
    said.push(body['last_four'] ?? body['starts_anew'])
    if (said.length > 2) return route.continue()
    return route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      json: { status: 409, code: 'last-four-needed', detail_zh: '请填写后四位。', detail_en: 'Enter the last four.' },
    })
  })
  const form = new AppPage(page)
  const { phone } = someone()
  await page.goto('pages/sign-in/sign-in')
  await form.field('手机号').fill(phone)
  await form.press('获取验证码')
  await form.field('短信验证码').fill(await service.operator.codeFor(phone))
  await expect(form.field('证件号码后四位')).toBeVisible()
  await page.screenshot({ path: `${SCREENSHOTS}/sign-in-owner.png` })
  await form.field('证件号码后四位').fill('12')
  await form.press('登录')
  await expect(page.getByText('后四位').first()).toBeVisible()
  await form.field('证件号码后四位').fill('1234')
  await form.press('登录')
  await form.press('这不是我，重新开始')
  await page.screenshot({ path: `${SCREENSHOTS}/sign-in-anew.png` })
  await page.getByRole('alertdialog').getByRole('button', { name: '重新开始' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  expect(said).toEqual([undefined, '1234', true])
})

test('a student takes a new number, with its code and the last four', async ({ page, service, watch }) => {
  watch.expectStatus(409)
  const student = await (await (await new Student().signIn()).agree()).bind()
  await alreadyUsed(page, student)
  await page.goto('pages/me/me')
  const form = new AppPage(page)
  await page.getByRole('link', { name: '更换手机号' }).click()
  const { phone } = someone()
  await form.field('新手机号').fill(phone)
  await form.press('获取验证码')
  await form.field('短信验证码').fill(await service.operator.codeFor(phone))
  await form.field('证件号码后四位').fill(student.person.lastFour)
  await page.screenshot({ path: `${SCREENSHOTS}/phone-owner.png` })
  await page.getByRole('main').last().getByRole('button', { name: '更换手机号' }).click()
  await expect(page.getByText('手机号已更换')).toBeVisible()
  await page.goto('pages/me/me')
  await expect(page.getByText(`${phone.slice(0, 3)}****${phone.slice(7)}`)).toBeVisible()
})
