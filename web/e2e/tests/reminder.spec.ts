/** An officer reminds the students who have begun and not finished, and they find it among their messages. */
import { alreadyUsed, expect, test } from '../support/phone'
import { runningService } from '../support/service'
import { enter, looksRight, member } from '../support/staff'
import { Student } from '../support/student'
import { SCHOOL } from '../world/collection.js'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

test('students whose photo is awaited are reminded once, after a look at whom and when', async ({ page, watch }) => {
  test.setTimeout(240_000)
  watch.expectStatus(401)
  const { operator, batches } = runningService()
  // Nobody else of this batch stays where a photo is awaited.
  const students = [new Student(), new Student()]
  for (const student of students) await (await (await student.signIn()).agree()).bind(batches.review)
  const [centre] = await operator.admin('list', 'centres')
  const schools = await operator.admin('list', 'schools', '--centre', String(centre?.['centre']))
  const school = schools.find(({ code }) => code === SCHOOL)?.['school']

  await enter(page, await member(`school-officer:${String(school)}`, '提醒老师'), `/school/students?batch=${batches.review}`)
  await expect(page.getByRole('button', { name: '提醒学生' })).toHaveCount(0)
  await page.getByRole('combobox', { name: '状态' }).selectOption('待上传照片')
  await page.getByRole('button', { name: '提醒学生' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('名学生会收到提醒')
  await expect(dialog).toContainText(/现在就发出|晚上九点到早上八点不打扰学生/)
  await looksRight(page, 'reminder-preview')
  const isNight = await dialog.getByText('晚上九点到早上八点').isVisible()
  await dialog.getByRole('button', { name: /^提醒 \d+ 人$/ }).press('Enter')
  await expect(page.getByRole('button', { name: /^已提醒 \d+ 人$/ })).toBeDisabled()
  await looksRight(page, 'reminder-sent')

  if (isNight) return

  // Nobody is reminded twice a day.
  await expect(async () => {
    await page.reload()
    await page.getByRole('button', { name: '提醒学生' }).press('Enter')
    await expect(dialog).toContainText('人今天已经提醒过', { timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
  // The student's phone.
  await page.setViewportSize({ width: 375, height: 812 })
  await alreadyUsed(page, students[0])
  await page.goto('pages/notifications/notifications')
  const message = page.getByRole('link').filter({ hasText: '采集快截止了' })
  await expect(message.getByText('未读')).toBeVisible()
  // Shown is read: the mark stays while the page is open, and is gone when it is opened again.
  await page.waitForLoadState('networkidle')
  await expect(message.getByText('未读')).toBeVisible()
  await page.reload()
  await expect(message).toBeVisible()
  await expect(message.getByText('未读')).toHaveCount(0)
  await expect(page.getByText('都已读过')).toBeVisible()
})
