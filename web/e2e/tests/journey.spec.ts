/** A student's whole way: from the QR code on the school's notice to the locked portrait. */
import { ConsentPage } from '../pages/consent'
import { AddDegreePage } from '../pages/addDegree'
import { CapturePage } from '../pages/capture'
import { HistoryPage } from '../pages/history'
import { HomePage } from '../pages/home'
import { ResultPage } from '../pages/result'
import { SignInPage } from '../pages/signIn'
import { expect, test } from '../support/phone'
import { DRAWN, drawn } from '../support/places'
import { decide, someone } from '../support/student'
import { FEATURE_CODE, REVIEWER, SLUGS } from '../world/collection.js'
import { lastFourOf } from '../world/drawn.js'

const CARD = 'card-good.png'

test('from the QR code to the locked portrait', async ({ page, service, watch }) => {
  test.setTimeout(180_000)
  const [home, capture, result] = [new HomePage(page), new CapturePage(page), new ResultPage(page)]
  const submission = async (): Promise<string> => {
    const waiting = await service.operator.admin('queue', '--staff', REVIEWER)
    return String(waiting.at(-1)?.['submission'])
  }

  await test.step('signs in and agrees on the way to the own degree', async () => {
    // Who is not signed in yet, and has not agreed yet, is told so by the service.
    watch.expectStatus(401)
    const adding = new AddDegreePage(page)
    await adding.scan(SLUGS.open, FEATURE_CODE)
    await expect(adding.featureCode).toHaveValue(FEATURE_CODE)
    await adding.typeLastFour(lastFourOf(DRAWN, CARD))
    await adding.chooseCard(drawn(CARD))
    // After each of the two detours it goes on by itself.
    await new SignInPage(page).signIn(someone().phone, service.operator.codeFor)
    const consent = new ConsentPage(page)
    await expect(consent.heading).toBeVisible()
    await consent.agree()
    await expect(adding.isItYou).toBeVisible()
    await expect(adding.main).toContainText('韶关学院')
    await adding.confirm()
  })

  await test.step('takes the photo with the camera and submits it', async () => {
    await capture.takeByCamera()
    await result.submit()
    await home.open()
    await expect(home.degree()).toContainText('正在审核')
  })

  await test.step('withdraws it, and submits it again', async () => {
    await home.withdraw()
    await expect(home.degree()).toContainText('已撤回')
    await home.next('查看并提交')
    await result.submit()
    await home.open()
    await expect(home.degree()).toContainText('正在审核')
  })

  await test.step('is told why it was not accepted', async () => {
    await decide(await submission(), 'reject', '--reason', 'P04', '--note', '请看镜头')
    await home.open()
    await expect(home.degree()).toContainText(/闭眼|眯眼|视线/)
    await home.next('去重拍')
    await expect(result.headline.first()).toHaveText('这张没有通过审核')
    await expect(result.main).toContainText('请看镜头')
  })

  await test.step('is told by the check that another file is the same shot', async () => {
    await capture.choose(drawn('photo-good.jpg'))
    await expect(result.headline.first()).toContainText('同一次拍摄')
    await expect(result.use).toHaveCount(0)
  })

  await test.step('submits another photo, which is approved and locked', async () => {
    await result.retake()
    await capture.choose(drawn('photo-another.jpg'))
    await result.submit()
    await decide(await submission(), 'approve')
    await home.open()
    await expect(home.degree()).toContainText('照片已锁定')
    await expect(home.button('撤回，重新拍')).toHaveCount(0)
    await home.showHistory()
    const history = new HistoryPage(page)
    await expect(history.main).toContainText(/审核通过[^]*没有通过审核[^]*撤回[^]*上传了照片/)
  })
})
