/** A student is out of tries: an operator looks the submission up, sees what happened, and gives more. */
import { expect, test } from '../support/phone'
import { runningService } from '../support/service'
import { enter, looksRight, member } from '../support/staff'
import { Student } from '../support/student'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 })

test('a submission is looked up by its address and given more, by keyboard', async ({ page, watch }) => {
  test.setTimeout(180_000)
  // Neither a degree nor a submission has the number that is tried first.
  watch.expectStatus(401, 404)
  const student = await (await new Student().signIn()).agree()
  await (await student.bind()).submit('photo-good.jpg')
  await student.decided('reject', '--reason', 'P04')
  const before = await student.view()

  await enter(page, await member('operator', '次数操作员'), '/student')
  await expect(page.getByRole('heading', { name: '查一份采集' })).toBeVisible()
  await looksRight(page, 'student-empty')
  const field = page.getByRole('textbox', { name: '编号或网址' })
  await field.fill('99999999')
  await page.keyboard.press('Enter')
  await expect(page.getByText('没有这个号码')).toBeVisible()
  await field.fill('019f9f27-9800-70bf-9908-03440d306933')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toBeVisible()

  // The address that the student sees, by which what happened is found.
  await field.fill(`${runningService().url}/m/#/pages/history/history?submission=${student.submission}`)
  await page.keyboard.press('Enter')
  const history = page.getByRole('region', { name: '记录' })
  await expect(history).toContainText('退回')
  await expect(history).toContainText('上传了照片')

  // By its degree the standing, too; the address of the page says which.
  await page.goto(`${runningService().url}/console/student?of=${student.degree}`)
  const standing = page.getByRole('region', { name: '进展' })
  await expect(standing).toContainText('未通过')
  await expect(standing).toContainText(`${String(before.attempts_left)} 剩余`)
  await looksRight(page, 'student')

  await page.getByRole('button', { name: '增加次数' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('增加提交次数').fill('2')
  await dialog.getByLabel('增加检查次数').fill('5')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('请选择原因')).toBeVisible()
  await looksRight(page, 'student-give')
  await dialog.getByRole('radio', { name: '审核有误' }).press('Space')
  await dialog.getByRole('button', { name: '增加次数' }).press('Enter')
  await expect(page.getByText('已增加，学生现在就可以用')).toBeVisible()
  await expect(standing).toContainText(`${String(before.attempts_left + 2)} 剩余`)
  await expect(history.getByRole('listitem').first()).toContainText('增加了提交 2 次、检查 5 次')
  expect((await student.view()).attempts_left).toBe(before.attempts_left + 2)

  // The degree is let go: what becomes of it is said first, and why has to be chosen.
  await page.getByRole('button', { name: '解除关联' }).press('Enter')
  await expect(dialog).toContainText('还没有审核通过的照片马上删除')
  await dialog.getByRole('button', { name: '解除关联' }).press('Enter')
  await expect(dialog.getByText('请选择原因')).toBeVisible()
  await dialog.getByRole('radio', { name: '被别人绑定' }).press('Space')
  await expect(dialog.getByRole('status')).toContainText('不能再绑定同一个学号')
  await looksRight(page, 'student-release')
  await dialog.getByRole('radio', { name: '绑错了学历' }).press('Space')
  await expect(dialog.getByRole('status')).toContainText('可以再添加学历')
  await dialog.getByRole('button', { name: '解除关联' }).press('Enter')
  await expect(page.getByText('已解除关联，学生会收到通知')).toBeVisible()
  await expect(standing).toContainText('学历已解除关联')
  await expect(standing.getByRole('button', { name: '解除关联' })).toBeDisabled()
  await expect(history.getByRole('listitem').first()).toContainText('中心解除或取出')
  expect(await student.degrees()).toEqual([])
  await looksRight(page, 'student-released')
})
