/** The ways that lead nowhere yet: each is answered by what happened and what to do. */
import type { Page } from '@playwright/test'

import { AddDegreePage } from '../pages/addDegree'
import { alreadyUsed, expect, test } from '../support/phone'
import { DRAWN, drawn } from '../support/places'
import { Student } from '../support/student'
import { FEATURE_CODE, SLUGS } from '../world/collection.js'
import { lastFourOf } from '../world/drawn.js'

/** A student who has agreed and has the page of a batch before her. */
async function atBatch(page: Page, slug: string, code?: string): Promise<AddDegreePage> {
  await alreadyUsed(page, await (await new Student().signIn()).agree())
  const adding = new AddDegreePage(page)
  await adding.scan(slug, code)
  return adding
}

async function isRefused(page: Page, card: string, lastFour: string, words: RegExp): Promise<void> {
  const adding = await atBatch(page, SLUGS.open, FEATURE_CODE)
  await adding.typeLastFour(lastFour)
  await adding.chooseCard(drawn(card))
  await expect(adding.refusal).toContainText(words)
  await expect(adding.isItYou).toHaveCount(0)
}

test('wrong last four', async ({ page, watch }) => {
  watch.expectStatus(409)
  await isRefused(page, 'card-photo-of-screen.png', '0000', /后四位/)
})

test("a code of another school's", async ({ page, watch }) => {
  watch.expectStatus(409)
  const card = 'card-other-school.png'
  await isRefused(page, card, lastFourOf(DRAWN, card), /学校/)
})

test('a code that somebody else has bound', async ({ page, watch }) => {
  watch.expectStatus(409)
  const card = 'card-taken.png'
  const owner = await (await new Student().signIn()).agree()
  await owner.bindCard(card, lastFourOf(DRAWN, card))
  await isRefused(page, card, lastFourOf(DRAWN, card), /已.*(?:绑定|添加)/)
})

test('a picture without a code', async ({ page, watch }) => {
  watch.expectStatus(409, 422)
  await isRefused(page, 'photo-good.jpg', '0000', /采集码/)
})

test('a collection that is over', async ({ page }) => {
  const adding = await atBatch(page, SLUGS.over)
  await expect(adding.main).toContainText('这个批次的采集已经结束')
})

test('a collection that has not begun', async ({ page }) => {
  const adding = await atBatch(page, SLUGS.coming)
  await expect(adding.main).toContainText(/于.*2099年1月1日.*开始/)
})

test('a feature code that nobody has', async ({ page, watch }) => {
  watch.expectStatus(404)
  const adding = new AddDegreePage(page)
  await adding.open()
  await adding.findBatch('ZZZZ99')
  await expect(adding.main).toContainText(/没有找到/)
})
