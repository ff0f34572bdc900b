/** An encrypted archive for a school: asked for by one, approved by another, opened by the passphrase that who asked sees. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import JSZip from 'jszip'

import { expect, test } from '../support/phone'
import { SCREENSHOTS } from '../support/places'
import { runningService } from '../support/service'
import { DESK, enter, looksRight, member } from '../support/staff'
import { Student } from '../support/student'

test.use(DESK)

/** Bytes 8 and 9 of a file in an archive: how it is packed, and what stands there where it is sealed with AES. */
const METHOD_AT = 8
const SEALED = 99

test('two people make an encrypted archive, and its passphrase is shown to who asked for it', async ({ page, browser, watch }) => {
  test.setTimeout(300_000)
  watch.expectStatus(401)
  const { url, batches } = runningService()
  const student = await (await new Student().signIn()).agree()
  await (await (await student.bind()).submit('photo-good.jpg')).decided('approve')

  const other = await browser.newContext({ ...DESK, locale: 'zh-CN' })
  const [proposer, second] = [page, await other.newPage()]
  const path = `/discs?batch=${batches.open}`
  await enter(proposer, await member('operator', '光盘老师'), path)
  await expect(proposer.getByText('还没有光盘')).toBeVisible()
  await looksRight(proposer, 'discs-empty')
  // A batch of a region has no school to make one for.
  await proposer.goto(`${url}/console/discs?batch=${batches.individual}`)
  await proposer.getByRole('button', { name: '提出光盘' }).click()
  await expect(proposer.getByRole('dialog')).toContainText('这是散拍批次，没有学校')
  await expect(proposer.getByRole('dialog').getByRole('combobox')).toHaveCount(0)
  await proposer.keyboard.press('Escape')
  await proposer.goto(`${url}/console${path}`)
  await proposer.getByRole('button', { name: '提出光盘' }).click()
  const dialog = proposer.getByRole('dialog')
  await dialog.getByLabel('学校').selectOption('10576')
  await dialog.getByLabel('形式').selectOption({ label: '加密压缩包（ZIP，AES-256）' })
  await dialog.getByLabel('文件夹和文件名').selectOption({ label: '自定义' })
  await dialog.getByRole('textbox', { name: '自定义' }).fill('{class}/photo.jpg')
  await expect(dialog).toContainText('这样不行')
  await expect(dialog.getByRole('button', { name: '提出光盘' })).toBeDisabled()
  await dialog.getByLabel('文件夹和文件名').selectOption({ label: '学院 / 学号' })
  await expect(dialog).toContainText('文学院/2021050123.jpg')
  await expect(dialog.getByText('将提供的照片')).toBeVisible()
  await looksRight(proposer, 'discs-propose')
  await dialog.getByRole('button', { name: '提出光盘' }).click()
  const row = proposer.getByRole('table').getByRole('row').nth(1)
  await expect(row).toContainText('待复核')

  await enter(second, await member('operator', '光盘复核'), path)
  const others = second.getByRole('table').getByRole('row').nth(1)
  await others.getByRole('button', { name: '同意制作' }).click()
  await looksRight(second, 'discs-approve')
  await second.getByRole('dialog').getByRole('button', { name: '同意制作' }).click()
  await expect(others.getByRole('button', { name: '下载' })).toBeVisible({ timeout: 60_000 })
  await expect(others).toContainText(/\d+ KB/)
  // The second person fetches it as well, and does not see what it opens with.
  await expect(others.getByRole('button', { name: '压缩包口令' })).toHaveCount(0)

  await proposer.getByRole('button', { name: '刷新' }).click()
  await row.getByRole('button', { name: '压缩包口令' }).click()
  await expect(dialog.locator('code')).toHaveText(/^[a-z0-9]+(-[a-z0-9]+)+$/)
  await looksRight(proposer, 'discs-passphrase')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  const [saved] = await Promise.all([proposer.waitForEvent('download'), row.getByRole('button', { name: '下载' }).click()])
  expect(saved.suggestedFilename()).toBe('韶关学院.zip')
  const file = readFileSync(await saved.path())
  expect(file.subarray(0, 2).toString('latin1')).toBe('PK')
  expect(file.readUInt16LE(METHOD_AT)).toBe(SEALED)
  await looksRight(proposer, 'discs')

  // A plain one: whoever holds it looks students up in it without any program.
  await proposer.getByRole('button', { name: '提出光盘' }).click()
  await dialog.getByLabel('学校').selectOption('10576')
  await dialog.getByLabel('形式').selectOption({ label: '压缩包（ZIP）' })
  await dialog.getByRole('button', { name: '提出光盘' }).click()
  await expect(dialog).toHaveCount(0)
  await second.getByRole('button', { name: '刷新' }).click()
  await others.getByRole('button', { name: '同意制作' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '同意制作' }).click()
  const fetch = others.getByRole('button', { name: '下载' })
  await expect(fetch).toBeVisible({ timeout: 60_000 })
  const [plain] = await Promise.all([second.waitForEvent('download'), fetch.click()])
  await page.goto(await unpacked(await plain.path()))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('韶关学院')
  await expect(page.getByRole('listitem')).not.toHaveCount(0)
  const content = JSON.parse(Buffer.from(student.person.payload, 'base64').toString()) as Record<string, string>
  await page.getByRole('searchbox').fill(String(content['xh']))
  await expect(page.getByRole('listitem')).toHaveCount(1)
  const portrait = page.getByRole('img')
  await expect.poll(() => portrait.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(480)
  await page.screenshot({ path: `${SCREENSHOTS}/disc-index.png` })
  await page.getByRole('searchbox').fill('没有这个人')
  await expect(page.getByRole('status')).toHaveText('没有找到 Nothing found')
  await other.close()
})

/** Unpacks a disc into a folder of its own; the address of its page. */
async function unpacked(archive: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'caixiang-disc-'))
  const disc = await JSZip.loadAsync(readFileSync(archive))
  for (const file of Object.values(disc.files)) {
    if (file.dir) continue
    const path = join(folder, file.name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, await file.async('nodebuffer'))
  }
  return pathToFileURL(join(folder, 'index.html')).href
}
