/** A print shop is measured once, its sheets are scaled by it, and it is removed. */
import { readFileSync } from 'node:fs'

import { expect, test } from '../support/phone'
import { DESK, enter, looksRight, member } from '../support/staff'

test.use(DESK)

test('a print shop is measured, told what its sheets are scaled by, chosen for a run, and removed', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  await enter(page, await member('operator', '冲印操作员'), '/production')
  const card = page.getByRole('region', { name: '冲印店' })
  await expect(card).toContainText('每家店每种相纸量一次')
  await card.scrollIntoViewIfNeeded()
  await looksRight(page, 'shops-empty')
  await card.getByRole('button', { name: '登记冲印店' }).click()
  const dialog = page.getByRole('dialog', { name: '校准冲印店' })
  const [sheet] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '下载校准页' }).click()])
  expect(sheet.suggestedFilename()).toMatch(/^calibration.*\.pdf$/)
  expect(readFileSync(await sheet.path()).subarray(0, 5).toString('latin1')).toBe('%PDF-')

  // A measurement that no minilab has is refused at its words.
  watch.expectStatus(422)
  await dialog.getByLabel('冲印店名称').fill('韶关老照相馆')
  await dialog.getByLabel(/^A 到 B/).fill('30')
  await dialog.getByLabel(/^C 到 D/).fill('78')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await looksRight(page, 'shops-refused')
  await dialog.getByLabel(/^A 到 B/).fill('115.7')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(card.getByRole('listitem')).toContainText('6 寸：按 0.985 × 0.981 校正')
  await card.scrollIntoViewIfNeeded()
  await looksRight(page, 'shops')

  await page.getByRole('button', { name: '开始制作' }).click()
  await expect(page.getByRole('dialog').getByLabel('冲印店').getByRole('option', { name: '韶关老照相馆' })).toHaveCount(1)
  await page.keyboard.press('Escape')

  await card.getByRole('button', { name: '删除' }).click()
  const asking = page.getByRole('dialog', { name: '删除冲印店' })
  await expect(asking).toContainText('韶关老照相馆')
  await looksRight(page, 'shops-remove')
  await asking.getByRole('button', { name: '删除' }).click()
  await expect(card.getByRole('listitem')).toHaveCount(0)
})
