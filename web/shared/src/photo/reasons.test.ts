import { expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { givenReasons } from './reasons'
import { caption } from './topics'

const SCARF: Schemas['OwnReasonView'] = {
  code: 'Z01',
  title: { zh: '围巾遮住下巴', en: 'A scarf over the chin' },
  advice: { zh: '摘下围巾', en: 'Take the scarf off' },
  example: 'jewellery',
}

test('reasons of the centre follow the standard ones, with their own advice and drawing', () => {
  const eyes: Schemas['ReasonView'] = { code: 'P04', zh: '闭眼', en: 'Eyes closed' }
  const wrongCode: Schemas['ReasonView'] = { code: 'I02', zh: '采集码不符', en: 'Another code' }
  const plain = { ...SCARF, code: 'Z02', example: null }
  expect(givenReasons({ reasons: [eyes, wrongCode], own_reasons: [SCARF, plain] })).toEqual([
    { code: 'P04', words: { zh: '闭眼', en: 'Eyes closed' }, advice: caption('eyes'), topic: 'eyes' },
    { code: 'I02', words: { zh: '采集码不符', en: 'Another code' }, advice: undefined, topic: undefined },
    { code: 'Z01', words: SCARF.title, advice: SCARF.advice, topic: 'jewellery' },
    { code: 'Z02', words: SCARF.title, advice: SCARF.advice, topic: undefined },
  ])
})
