/** A package for the registry: proposed by one, approved by another, downloaded, sent, answered, and read by the student. */
import { colleague, DESK, looksRight, signInAt } from '../support/desk'
import { studentIn } from '../support/money'
import { ownBatch } from '../support/ownBatch'
import { alreadyUsed, expect, test } from '../support/phone'

test('two people hand a portrait over, and the student reads the answer of the registry', async ({ page, browser, watch }) => {
  test.setTimeout(300_000)
  watch.expectStatus(401)
  const batch = await ownBatch('registry', '报送采集')
  const student = await (await (await studentIn(batch)).submit('photo-good.jpg')).decided('approve')

  const [mine, other] = [await browser.newContext({ ...DESK, locale: 'zh-CN' }), await browser.newContext({ ...DESK, locale: 'zh-CN' })]
  const [proposer, second] = [await mine.newPage(), await other.newPage()]
  const path = `/registry?batch=${batch}`
  await signInAt(proposer, path, await colleague('报送老师', 'operator'))
  await expect(proposer.getByText('还没有数据包')).toBeVisible()
  await proposer.getByRole('button', { name: '提出数据包' }).click()
  const dialog = proposer.getByRole('dialog')
  await expect(dialog.getByText('将提供的照片')).toBeVisible()
  await looksRight(proposer, 'registry-propose')
  await dialog.getByRole('button', { name: '提出数据包' }).click()
  const row = proposer.getByRole('table').getByRole('row').nth(1)
  await expect(row).toContainText('等待同事复核')
  const number = (await row.locator('.number').innerText()).trim()

  await signInAt(second, path, await colleague('复核老师', 'operator'))
  const others = second.getByRole('table').getByRole('row').nth(1)
  await others.getByRole('button', { name: '同意报送' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '同意报送' }).click()
  await expect(second.getByText('已同意，正在制作。')).toBeVisible()

  await expect(async () => {
    await proposer.getByRole('button', { name: '刷新' }).click()
    await expect(row.getByRole('button', { name: '下载' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  const waits = proposer.waitForEvent('download')
  await row.getByRole('button', { name: '下载' }).click()
  expect((await waits).suggestedFilename()).toContain(number)
  await row.getByRole('button', { name: '已报送' }).click()
  await proposer.getByRole('dialog').getByRole('button', { name: '已报送' }).click()
  await expect(proposer.getByText('已登记报送，等待结果。')).toBeVisible()
  await looksRight(proposer, 'registry')

  // A file that says something about a photo that is not in it is refused whole, and the right one taken.
  await proposer.getByRole('button', { name: '导入结果' }).click()
  const answers = (lines: readonly string[]) => ({
    name: 'result.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`包号,序号,接收结果,原因,身份核验\n${lines.join('\n')}\n`, 'utf8'),
  })
  const file = dialog.locator('input[type="file"]')
  await file.setInputFiles(answers([`${number},1,已接收,,同一人`, `${number},99,已接收,,`]))
  await expect(dialog.getByRole('alert')).toBeVisible()
  await looksRight(proposer, 'registry-answer-refused')
  await file.setInputFiles(answers([`${number},1,已接收,,同一人`]))
  await expect(dialog.getByText('新的结果')).toBeVisible()
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await expect(dialog.getByText('已导入，正在通知学生。')).toBeVisible()
  await looksRight(proposer, 'registry-answers')
  await dialog.getByRole('button', { name: '完成' }).click()

  await alreadyUsed(page, student)
  await page.goto('pages/notifications/notifications')
  await expect(page.getByText(/学信网/).first()).toBeVisible({ timeout: 30_000 })
  await Promise.all([mine.close(), other.close()])
})
