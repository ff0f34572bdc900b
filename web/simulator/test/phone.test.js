/**
 * The mini-program on a phone, against the real service: every page, and a student's way.
 *
 *     npm ci && npm test                                    after `node build.mjs` in `student`
 *     CAIXIANG_PROGRAM=… CAIXIANG_DEMO=… npm test           other programs than those of `cargo build`
 *     CAIXIANG_MINI_PROGRAM=… npm test                      another build than `dist/mp-weixin`
 *
 * A package of its own: WeChat's compilers are closed programs, kept out of the trees that ship; and
 * the tools want an older world than those of the app. It shares the founded centre with `e2e/world`,
 * which needs no package. No layout, no camera, no permissions: those only WeChat itself can show.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { FEATURE_CODE, REVIEWER, SLUGS, foundCollection } from '../../e2e/world/collection.js'
import { draw, lastFourOf } from '../../e2e/world/drawn.js'
import { publishPrices } from '../../e2e/world/prices.js'
import { openService } from '../../e2e/world/service.js'
import { copyOfBuild, pagesOf } from '../phone/build.js'
import { switchOn } from '../phone/phone.js'

const CARD = 'card-good.png'
const SECOND_CARD = 'card-second-degree.png'

const folder = copyOfBuild()
const drawn = join(mkdtempSync(join(tmpdir(), 'caixiang-drawn-')), 'drawn')

/** What the app complained of; everything here fails the tests. */
const complaints = []

let service
let phone

before(async () => {
  for (const kind of ['error', 'warn']) {
    console[kind] = (...said) => complaints.push(said.map(String).join(' '))
  }
  ;[service] = await Promise.all([openService(foundCollection), draw(drawn)])
  phone = switchOn(folder, service.url)
})

after(async () => {
  phone?.switchOff()
  await service?.stop()
  rmSync(join(drawn, '..'), { recursive: true, force: true })
})

/** Paths of the requests that were made since the last question. */
function requests() {
  const asked = phone.called('request').concat(phone.called('uploadFile'))
  const lines = asked.map(([{ method = 'POST', url }]) => `${method} ${new URL(url).pathname}`)
  phone.calls.length = 0
  return lines.map((line) => line.replaceAll(/[0-9a-f-]{36}/g, '{id}'))
}

function asked(lines, line) {
  assert.ok(lines.includes(line), `${line} is among ${lines.join(', ')}`)
}

test('every page renders for a visitor', () => {
  const { main, packages } = pagesOf(folder)
  for (const page of [...main, ...packages.flatMap(({ pages }) => pages)]) {
    phone.open(`/${page}`)
    assert.ok(phone.elements('wx-view').length > 0, `${page} shows something`)
  }
  assert.deepEqual(complaints, [])
})

test('signs in by one tap, with the number that WeChat knows', async () => {
  phone.open('/pages/home/home')
  await phone.tap(/^登录/)
  await phone.arrives('pages/sign-in/sign-in')
  const [button] = phone.elements('wx-button').filter((element) => phone.attribute(element, 'open-type') === 'getPhoneNumber')
  assert.ok(button, 'a button that asks WeChat for the number')
  phone.calls.length = 0
  phone.trigger(button, 'getphonenumber', { code: 'phone:13900008001' })
  await phone.arrives('pages/home/home')
  assert.equal(phone.called('login').length, 1)
  asked(requests(), 'POST /api/v1/sign-in/wechat')
})

test('the back key goes one step back, and closes a sheet', async () => {
  phone.open(`/pages/add-degree/add-degree?link=${SLUGS.open}&code=${FEATURE_CODE}`)
  await phone.tap('继续')
  await phone.sees('证件号码的后四位')
  phone.trigger(await phone.appears('wx-page-container'), 'afterleave', {})
  await phone.sees('正在采集')
})

test('adds the own degree by a picture of its code, and agrees on the way', async () => {
  phone.open(`/pages/add-degree/add-degree?link=${SLUGS.open}&code=${FEATURE_CODE}`)
  await phone.tap('继续')
  await phone.type('后四位', lastFourOf(drawn, CARD))
  await phone.tap('继续')
  phone.picks.push(join(drawn, CARD))
  phone.calls.length = 0
  await phone.tap('从相册选截图')
  const chosen = await phone.asks('chooseImage', 'chooseMedia')
  assert.deepEqual(chosen.sizeType, ['original'], 'compressed ones lose what the service looks for')
  await phone.arrives('pages/consent/consent')
  // The picture waits: on a slow network it would go up twice.
  assert.ok(!requests().includes('POST /api/v1/degrees'))
  await phone.sees('示范图像采集中心')
  await phone.sees('第 1 项，共 2 项')
  await phone.tap('同意')
  // Handing over is a consent of its own. With what is needed it goes on by itself.
  await phone.sees('第 2 项，共 2 项')
  await phone.tap('同意')
  await phone.arrives('pages/add-degree/add-degree')
  await phone.sees('韶关学院')
  const lines = requests()
  asked(lines, 'PUT /api/v1/consents/collect-review-hand-over')
  asked(lines, 'PUT /api/v1/consents/hand-over')
  asked(lines, 'POST /api/v1/degrees')
  await phone.tap('是我，继续')
  await phone.arrives('pages/capture/capture')
  await phone.sees('学历已添加')
  asked(requests(), 'POST /api/v1/degrees/{id}/confirm')
})

test('takes the photo with a camera under an outline', async () => {
  await phone.sees('请别人帮你拍')
  await phone.tap('打开取景框拍摄')
  const camera = await phone.appears('wx-camera')
  assert.equal(phone.attribute(camera, 'device-position'), 'back')
  assert.equal(phone.attribute(camera, 'flash'), 'off')
  assert.equal(phone.attribute(camera, 'resolution'), 'high')
  assert.ok(camera.querySelectorAll('wx-cover-view').length >= 3, 'oval, eye line and shoulder line lie over it')
  phone.picks.push(join(drawn, 'photo-good.jpg'))
  phone.calls.length = 0
  await phone.tap('拍摄')
  await phone.tap('用这张')
  await phone.arrives('pages/result/result')
  const lines = requests()
  asked(lines, 'POST /api/v1/degrees/{id}/captures')
  asked(lines, 'PUT /api/v1/captures/{id}/parts/0')
  asked(lines, 'POST /api/v1/captures/{id}/complete')
})

test('sees the check and submits', async () => {
  await phone.sees('这张照片可以使用')
  await phone.tap('使用这张')
  await phone.tap('提交审核')
  await phone.sees('正在审核')
  const lines = requests()
  asked(lines, 'POST /api/v1/photos/{id}/confirm')
  asked(lines, 'POST /api/v1/submissions/{id}/submit')
})

test('withdraws, and submits again', async () => {
  phone.open('/pages/home/home')
  await phone.tap('撤回，重新拍')
  await phone.tap('撤回')
  await phone.sees('照片已撤回')
  asked(requests(), 'POST /api/v1/submissions/{id}/withdraw')
  await phone.tap('查看并提交')
  await phone.arrives('pages/result/result')
  await phone.tap('使用这张')
  await phone.tap('提交审核')
  await phone.sees('正在审核')
})

test('is told why it was not accepted, chooses another photo and is approved', async () => {
  const queue = () => service.operator.admin('queue', '--staff', REVIEWER)
  const decide = async (...decision) => {
    const [waiting] = await queue()
    await service.operator.admin('decide', String(waiting.submission), '--staff', REVIEWER, ...decision)
  }
  await decide('reject', '--reason', 'P04')
  phone.open('/pages/home/home')
  await phone.sees(/闭眼/)
  await phone.tap('去重拍')
  await phone.arrives('pages/capture/capture')
  phone.picks.push(join(drawn, 'photo-another.jpg'))
  await phone.tap('从相册选原图')
  await phone.arrives('pages/result/result')
  await phone.tap('使用这张')
  await phone.tap('提交审核')
  await phone.sees('正在审核')
  await decide('approve')
  phone.open('/pages/home/home')
  await phone.sees('照片已锁定')
})

test('keeps the portrait in the album, also who said no to WeChat before', async () => {
  const seen = phone.calls.map(([, options]) => options?.url ?? '')
  const result = seen.findLast((url) => url.startsWith('/pages/result/result?'))
  phone.open(result)
  await phone.sees('审核通过，照片已锁定')
  // The button works once the portrait has arrived.
  await phone.appears('wx-image')
  phone.album.isAllowed = false
  await phone.tap('保存照片')
  await phone.sees(/没有保存/)
  await phone.tap('打开设置')
  await phone.tap('保存照片')
  await phone.sees('已保存')
  assert.equal(phone.album.pictures.length, 1)
})

test('buys prints, which the school hands out', async () => {
  const sheet = [{ product: 'extra-prints', unit_fen: 600 }]
  await publishPrices(service, service.world.open, { pay: 'never', payer: 'student', lines: sheet })
  phone.open('/pages-sub/extra-prints/extra-prints')
  phone.calls.length = 0
  await phone.tap(/加一版/)
  await phone.tap('支付 ¥6.00')
  await phone.arrives('pages-sub/cashier/cashier')
  asked(requests(), 'POST /api/v1/prints')
  await phone.tap('付款成功')
  await phone.arrives('pages-sub/extra-prints/extra-prints')
  await phone.sees('待制作')
})

test('is refused by the bank, pays, and goes on to the camera by itself', async () => {
  const fee = [{ product: 'collection', unit_fen: 1350 }]
  await publishPrices(service, service.world.open, { pay: 'before-camera', payer: 'student', lines: fee })
  phone.open(`/pages/add-degree/add-degree?link=${SLUGS.open}&code=${FEATURE_CODE}`)
  await phone.sees('¥13.50 · 拍照前支付')
  await phone.tap('继续')
  await phone.type('后四位', lastFourOf(drawn, SECOND_CARD))
  await phone.tap('继续')
  phone.picks.push(join(drawn, SECOND_CARD))
  await phone.tap('从相册选截图')
  await phone.tap('是我，继续')
  await phone.arrives('pages/capture/capture')
  await phone.sees('拍照前先支付采集费')
  await phone.tap('去支付')
  await phone.arrives('pages-sub/pay/pay')
  phone.calls.length = 0
  await phone.tap('支付 ¥13.50')
  await phone.arrives('pages-sub/cashier/cashier')
  const lines = requests()
  asked(lines, 'POST /api/v1/orders')
  asked(lines, 'POST /api/v1/orders/{id}/payment')
  await phone.tap(/^银行拒绝/)
  await phone.sees('这次没有付成')
  await phone.tap('去支付')
  await phone.arrives('pages-sub/cashier/cashier')
  await phone.tap(/^付款成功，但通知丢了/)
  await phone.sees('已经结清')
  await phone.arrives('pages/capture/capture')
  await phone.sees('从相册选原图')
  phone.open('/pages-sub/orders/orders')
  await phone.sees('已支付')
})

test('the app complained of nothing on the way', () => {
  assert.deepEqual(complaints, [])
})
