/** Invoices from the student's wish to the number that is written back; and an order found by its number. */
import { colleague, DESK, looksRight, signInAt } from '../support/desk'
import { pay, pricedBatch, studentIn } from '../support/money'
import { expect, test } from '../support/phone'
import { runningService } from '../support/service'

test.use(DESK)

test('an invoice is taken out, and its number written back', async ({ page, watch }) => {
  test.setTimeout(180_000)
  watch.expectStatus(401)
  const student = await studentIn(await pricedBatch('till-invoices'))
  const id = await pay(student)
  const { url } = runningService()
  const headers = { authorization: `Bearer ${student.token}`, 'content-type': 'application/json' }
  const order = (await (await fetch(`${url}/api/v1/orders/${id}`, { headers })).json()) as { number: string; payments: { transaction: string }[] }
  expect(order.payments[0]?.transaction).toMatch(/^LOCAL-/)
  await fetch(`${url}/api/v1/orders/${id}/invoice`, { method: 'POST', headers, body: JSON.stringify({ title: '李某', mail: 'li@example.org' }) })
  await signInAt(page, '/invoices', await colleague('票管理', 'administrator'))
  await expect(page.getByText('待开票').nth(1)).toBeVisible()
  await looksRight(page, 'money-invoices')
  await page.getByRole('button', { name: '导出待开发票' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: '导出待开发票' }).click()])
  expect(file.suggestedFilename()).toMatch(/csv$/)
  await page.getByLabel('状态').selectOption('exported')
  await page.getByRole('button', { name: '写回号码' }).click()
  await page.getByRole('dialog').getByLabel('发票号码').fill('23442000000012345678')
  await page.getByRole('dialog').getByRole('button', { name: '写回号码' }).click()
  await expect(page.getByText(/号码已写回/)).toBeVisible()
  await page.goto(`${url}/console/orders?number=${order.number}`)
  await expect(page.getByRole('row')).toHaveCount(2)
  await looksRight(page, 'money-orders-number')
})
