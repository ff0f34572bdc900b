/**
 * The way to the submitted photo with the app killed behind every step, and without a network at every press: WeChat starts
 * the app anew at its first page, which knows what comes next; nothing is asked for twice.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { FEATURE_CODE, SLUGS, foundCollection } from '../../e2e/world/collection.js'
import { draw, lastFourOf } from '../../e2e/world/drawn.js'
import { publishPrices } from '../../e2e/world/prices.js'
import { openService } from '../../e2e/world/service.js'
import { copyOfBuild } from '../phone/build.js'
import { switchOn } from '../phone/phone.js'

const CARD = 'card-good.png'

const folder = copyOfBuild()
const drawn = join(mkdtempSync(join(tmpdir(), 'caixiang-drawn-')), 'drawn')

let service
let phone

before(async () => {
  ;[service] = await Promise.all([openService(foundCollection), draw(drawn)])
  phone = switchOn(folder, service.url)
})

after(async () => {
  phone?.switchOff()
  await service?.stop()
  rmSync(join(drawn, '..'), { recursive: true, force: true })
})

/** The phone ends the app; the student opens it again. */
function killed() {
  const storage = phone.storage()
  // What it would still do when its pages close does not happen.
  phone.network(false)
  phone.switchOff()
  phone = switchOn(folder, service.url, storage)
  phone.open('/pages/home/home')
}

/** Presses while the network is gone, is told so, and presses again when it is back. */
async function pressWithout(name) {
  phone.network(false)
  await phone.tap(name)
  await phone.sees(/网络/)
  phone.network(true)
  await phone.tap(name)
}

test('who was killed after signing in is still signed in', async () => {
  phone.open('/pages/sign-in/sign-in')
  const number = () => phone.elements('wx-button').find((element) => phone.attribute(element, 'open-type') === 'getPhoneNumber')
  phone.network(false)
  phone.trigger(number(), 'getphonenumber', { code: 'phone:13900008002' })
  await phone.sees(/网络/)
  phone.network(true)
  phone.trigger(number(), 'getphonenumber', { code: 'phone:13900008002' })
  await phone.arrives('pages/home/home')
  killed()
  await phone.sees(/添加/)
  assert.ok(!phone.text().includes('登录'), phone.text())
})

test('the degree is added once, whatever was cut off', async () => {
  phone.open(`/pages/add-degree/add-degree?link=${SLUGS.open}&code=${FEATURE_CODE}`)
  await phone.tap('继续')
  await phone.type('后四位', lastFourOf(drawn, CARD))
  await phone.tap('继续')
  phone.picks.push(join(drawn, CARD))
  await phone.tap('从相册选截图')
  await phone.arrives('pages/consent/consent')
  await phone.sees('第 1 项，共 2 项')
  await pressWithout('同意')
  await phone.sees('第 2 项，共 2 项')
  await pressWithout('同意')
  await phone.arrives('pages/add-degree/add-degree')
  await phone.sees('韶关学院')
  killed()
  // Proposed and not yet confirmed: the first page asks.
  await phone.tap('去确认')
  await phone.arrives('pages/add-degree/add-degree')
  await pressWithout('是我，继续')
  await phone.arrives('pages/capture/capture')
  killed()
  await phone.tap('去拍照')
  await phone.arrives('pages/capture/capture')
})

test('a photo on its way outlives the app, and goes on by itself', async () => {
  await phone.sees('请别人帮你拍')
  phone.picks.push(join(drawn, 'photo-good.jpg'))
  phone.network(false)
  await phone.tap('从相册选原图')
  await phone.sees(/网络/)
  killed()
  await phone.tap('去拍照')
  await phone.arrives('pages/result/result')
  await phone.sees('这张照片可以使用')
})

test('who is killed on the page that waits for a payment comes back to it, and pays once', async () => {
  const fee = [{ product: 'collection', unit_fen: 1350 }]
  await publishPrices(service, service.world.open, { pay: 'before-submitting', payer: 'student', lines: fee })
  killed()
  await phone.tap('查看并提交')
  await phone.arrives('pages/result/result')
  await phone.tap('使用这张')
  await phone.sees('提交前先支付采集费')
  await phone.tap('去支付')
  await phone.arrives('pages-sub/pay/pay')
  await phone.tap('支付 ¥13.50')
  await phone.arrives('pages-sub/cashier/cashier')
  // In the middle of paying: the order and its payment are there already.
  killed()
  await phone.tap(/有一笔支付在等结果/)
  await phone.arrives('pages-sub/wait/wait')
  await phone.sees('正在等支付结果')
  killed()
  await phone.tap(/有一笔支付在等结果/)
  await phone.arrives('pages-sub/wait/wait')
  await phone.sees('正在等支付结果')
  await phone.tap(/打开本机收银台/)
  await phone.arrives('pages-sub/cashier/cashier')
  await phone.tap(/^付款成功，但通知丢了/)
  await phone.sees('已经结清')
  killed()
  assert.ok(!phone.text().includes('有一笔支付在等结果'), phone.text())
  phone.open('/pages-sub/orders/orders')
  await phone.sees('已支付')
  assert.equal(phone.text().split('¥13.50').length, 2, 'one order')
})

test('what was checked is there again, and is submitted once', async () => {
  killed()
  await phone.tap('查看并提交')
  await phone.arrives('pages/result/result')
  await phone.tap('使用这张')
  await pressWithout('提交审核')
  await phone.sees('正在审核')
  killed()
  await phone.sees('照片已提交')
})
