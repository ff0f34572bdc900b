/** How much has to arrive before a student sees the first page. */
import { expect, test } from '../support/phone'

const MOST_BYTES = 400 * 1024

/** What fits a packet or so is not worth compressing; `compress.mjs` draws the line. */
const SMALL_BYTES = 1024

test('whoever works here finds the console from the first page', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: '工作人员请点这里' }).click()
  await expect(page).toHaveURL(/\/console\//)
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
})

test('the first page needs at most 400 KB', async ({ page }) => {
  const files: { name: string; bytes: number; encoding: string }[] = []
  const reading: Promise<void>[] = []
  page.on('requestfinished', (request) => {
    const read = async () => {
      const [{ responseBodySize: bytes }, response] = await Promise.all([request.sizes(), request.response()])
      const encoding = (await response?.headerValue('content-encoding')) ?? 'plain'
      files.push({ name: new URL(request.url()).pathname, bytes, encoding })
    }
    if (request.url().startsWith('http')) reading.push(read())
  })
  await page.goto('.')
  await expect(page.getByRole('main')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await Promise.all(reading)
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const list = files.sort((one, other) => other.bytes - one.bytes)
  const lines = list.map(({ name, bytes, encoding }) => `${String(bytes).padStart(8)} ${encoding.padEnd(5)} ${name}`)
  console.info(`First load: ${(total / 1024).toFixed(0)} KB in ${String(files.length)} files\n${lines.join('\n')}`)
  expect(total).toBeLessThanOrEqual(MOST_BYTES)
  const texts = list.filter(({ name, bytes }) => /\.(?:css|js|svg)$/.test(name) && bytes > SMALL_BYTES)
  expect(texts.filter(({ encoding }) => encoding === 'plain'), 'what is large and no picture is compressed').toEqual([])
})
