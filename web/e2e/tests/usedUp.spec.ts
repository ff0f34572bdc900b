/** No check or no submission is left: the page says so, offers no camera, and has the button for what can be done. */
import { CapturePage } from '../pages/capture'
import { HomePage } from '../pages/home'
import { ownBatch } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'
import { Student } from '../support/student'

const CHECKS = '一次检查采集'
const ATTEMPTS = '一次提交采集'

async function studentOf(slug: string, name: string, ...limits: readonly string[]): Promise<Student> {
  const batch = await ownBatch(`${slug}-${String(process.pid)}`, name, 'album', ...limits)
  return (await (await new Student().signIn()).agree()).bind(batch)
}

test('checks used up: no camera, and who can give more', async ({ page }) => {
  const student = await studentOf('one-check', CHECKS, '--checks', '1')
  const photo = await student.photo('photo-eyes-closed.jpg')
  expect((await student.view()).checks_left).toBe(0)
  await alreadyUsed(page, student)
  const capture = new CapturePage(page)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  await expect(capture.main).toContainText('检查次数用完了')
  await expect(capture.button(/从相册选|拍摄$/)).toHaveCount(0)
  await capture.press('联系采集中心')
  await expect(page).toHaveURL(/contact/)
  await expect(page.getByRole('main').last()).toContainText('留言')

  // The photo's own page says it, too, and has no button that would lead to a closed door.
  await page.goto(`pages/result/result?degree=${student.degree}&photo=${photo.id}`)
  await expect(capture.main).toContainText('检查次数用完了')
  await expect(capture.button('重拍')).toHaveCount(0)
})

test('checks used up with a good photo: that one can be submitted', async ({ page }) => {
  const student = await studentOf('one-good-check', CHECKS, '--checks', '1')
  await student.photo('photo-good.jpg')
  await alreadyUsed(page, student)
  const capture = new CapturePage(page)
  await page.goto(`pages/capture/capture?degree=${student.degree}`)
  await expect(capture.main).toContainText('之前有一张合格的照片，可以直接提交')
  await capture.press('看那张照片')
  await expect(capture.button('使用这张')).toBeVisible()
})

test('attempts used up: every page says who has to help, and none offers a camera', async ({ page }) => {
  const student = await studentOf('one-attempt', ATTEMPTS, '--attempts', '1')
  await student.submit('photo-good.jpg')
  await student.decided('reject', '--reason', 'P04')
  expect((await student.view()).attempts_left).toBe(0)
  await alreadyUsed(page, student)
  const home = new HomePage(page)
  await home.open()
  const card = home.degree()
  await expect(card).toContainText('可提交的次数用完了，请联系采集中心')
  await expect(card.getByRole('button', { name: '联系采集中心' })).toBeVisible()
  await expect(home.button('去重拍')).toHaveCount(0)

  const capture = new CapturePage(page)
  for (const address of [`pages/result/result?degree=${student.degree}`, `pages/capture/capture?degree=${student.degree}`]) {
    await page.goto(address)
    await expect(capture.main).toContainText('可提交的次数用完了')
    await expect(capture.button(/去重拍|从相册选|拍摄$/)).toHaveCount(0)
  }
  await capture.press('联系采集中心')
  await expect(page).toHaveURL(/contact/)
})
