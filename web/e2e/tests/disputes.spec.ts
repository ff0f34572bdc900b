/** Two accounts claim one degree: an operator looks at what speaks for each, and decides. */
import { expect, test } from '../support/phone'
import { enter, looksRight, member } from '../support/staff'
import { someone, Student } from '../support/student'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

async function agreed(student: Student): Promise<Student> {
  return (await student.signIn()).agree()
}

/** Somebody holds the degree of somebody else, who comes second. */
async function disputed() {
  const owner = someone()
  const holder = await (await agreed(new Student({ ...owner, phone: someone().phone }))).bind()
  const claimant = await (await agreed(new Student(owner))).claim()
  return { holder, claimant, number: numberOf(owner.payload) }
}

/** The student number within a code. */
function numberOf(payload: string): string {
  const { xh } = JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as { xh: string }
  return xh
}

test('disputes are decided for the one and for the other, by keyboard', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  const first = await disputed()
  const second = await disputed()
  await enter(page, await member('operator', '认领操作员'), '/disputes')
  const card = (number: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: number })
  await expect(card(first.number)).toBeVisible()
  await looksRight(page, 'disputes')

  // For who came second: the holder loses it.
  await card(first.number).getByRole('button', { name: '归后来认领的一方' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('不能撤销')
  await looksRight(page, 'disputes-ask')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await first.holder.degrees()).toHaveLength(1)
  await card(first.number).getByRole('button', { name: '归后来认领的一方' }).press('Enter')
  await dialog.getByRole('button', { name: '确定' }).press('Enter')
  await expect(page.getByText('已决定，另一方会收到通知')).toBeVisible()
  await expect(card(first.number).getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: '已决定，等学生确认' })).toBeVisible()
  expect(await first.holder.degrees()).toEqual([])
  expect(await first.claimant.degrees()).toHaveLength(1)

  // For the holder: the claim goes.
  await card(second.number).getByRole('button', { name: '归现在持有的一方' }).press('Enter')
  await dialog.getByRole('button', { name: '确定' }).press('Enter')
  await expect(card(second.number)).toHaveCount(0)
  expect(await second.holder.degrees()).toHaveLength(1)
  expect(await second.claimant.degrees()).toEqual([])
  await expect(page.getByRole('heading', { name: '没有需要处理的认领' })).toBeVisible()
  await looksRight(page, 'disputes-empty')
})
