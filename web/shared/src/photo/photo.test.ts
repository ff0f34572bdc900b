import { describe, expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { guidelines } from './guides'
import { behindPortrait, marksFor, onOriginal } from './marks'
import { drawPair, drawScene } from './pairs'
import { stories } from './timeline'
import { TOPICS, caption, preparations, topicOfReason, topicOfRule, topicOfVerdict } from './topics'
import { groupVerdicts, headlineOf, openDoubts, rulesLike, sentences, wayOn } from './verdicts'

const GEOMETRY: Schemas['GeometryView'] = {
  width_px: 480,
  height_px: 640,
  crown_px: 75,
  eye_line_px: 262,
  chin_px: 442,
  face_width_px: 226,
  center_offset_px: 0,
  source_area: [100, 200, 740, 1053],
}

const ADVICE = { zh: '请看着镜头。', en: 'Look into the lens.' }

function verdict(rule: Schemas['RuleId'], outcome: Schemas['Outcome']): Schemas['VerdictView'] {
  return { rule, outcome, is_reminder: false, reason: 'P04', unit: '', advice: outcome === 'pass' ? null : ADVICE }
}

function rulesOf(verdicts: readonly Schemas['VerdictView'][]): readonly string[] {
  return verdicts.map(({ rule }) => rule)
}

describe('verdicts', () => {
  test('are sorted by what there is to do', () => {
    const groups = groupVerdicts([
      verdict('sharp', 'pass'),
      verdict('eyes-open', 'fail'),
      verdict('brows-visible', 'warn'),
      verdict('gaze-forward', 'not-assessable'),
      verdict('mouth-closed', 'fail'),
    ])
    expect(rulesOf(groups.fix)).toEqual(['eyes-open', 'mouth-closed'])
    expect(rulesOf(groups.look)).toEqual(['brows-visible'])
    expect(rulesOf(groups.unknown)).toEqual(['gaze-forward'])
    expect(rulesOf(groups.passed)).toEqual(['sharp'])
  })

  test('that only remind leave nothing open, and are shown with their drawing', () => {
    const reminder = { ...verdict('jewellery-absent', 'not-assessable'), is_reminder: true }
    const groups = groupVerdicts([verdict('sharp', 'pass'), reminder])
    expect(rulesOf(groups.remind)).toEqual(['jewellery-absent'])
    expect([...groups.fix, ...groups.look, ...groups.unknown]).toEqual([])
    expect(topicOfVerdict(reminder)).toBe('jewellery')
  })

  test('say nothing about a face where there is not exactly one', () => {
    const groups = groupVerdicts([
      verdict('single-face', 'fail'),
      verdict('background-plain', 'fail'),
      verdict('shoulders-level', 'warn'),
    ])
    expect(rulesOf(groups.fix)).toEqual(['single-face'])
    expect(groups.look).toEqual([])
  })

  test('that say the same are told once', () => {
    const other = { ...verdict('sharp', 'warn'), advice: { zh: '拿稳。', en: 'Hold still.' } }
    const told = [verdict('gaze-forward', 'not-assessable'), other, verdict('red-eye-absent', 'not-assessable')]
    expect(rulesOf(sentences(told))).toEqual(['gaze-forward', 'sharp'])
    expect(rulesLike(told, 'gaze-forward')).toEqual(['gaze-forward', 'red-eye-absent'])
  })

  test('doubts stay open until each was seen', () => {
    expect(openDoubts(['sharp', 'brows-visible'], ['sharp'])).toEqual(['brows-visible'])
    expect(openDoubts([], ['sharp'])).toEqual([])
  })
})

test('after a refusal there is a way on', () => {
  const refused = (code: string) =>
    wayOn({
      kind: 'problem',
      // A newer service may send codes that this page does not know.
      problem: { code: code as Schemas['ProblemCode'], status: 409, type: '', title: '', detail: '', detail_zh: '', detail_en: '', instance: '' },
    })
  expect(refused('same-shot')).toBe('retake')
  expect(refused('attempts-used-up')).toBe('ask')
  expect(refused('stale')).toBe('reload')
  expect(refused('something-new')).toBeUndefined()
  expect(wayOn({ kind: 'no-answer' })).toBeUndefined()
})

describe('marks', () => {
  test('of paired parts lie on both sides of the face, above and below each other as in a face', () => {
    const [left, right] = marksFor('eyes-open', GEOMETRY)
    const [brow] = marksFor('brows-visible', GEOMETRY)
    const [mouth] = marksFor('mouth-closed', GEOMETRY)
    if (!left || !right || !brow || !mouth) throw new Error('a mark is missing')
    expect(left.right).toBeLessThan(0.5)
    expect(right.left).toBeGreaterThan(0.5)
    expect(brow.bottom).toBeLessThan(left.bottom)
    expect(mouth.top).toBeGreaterThan(left.bottom)
    expect(mouth.bottom).toBeLessThan(442 / 640)
  })

  test('stay inside of the picture and have a size, whatever the face', () => {
    const wide = { ...GEOMETRY, face_width_px: 300, center_offset_px: 12, crown_px: 50, chin_px: 520 }
    for (const geometry of [GEOMETRY, wide]) {
      for (const rule of ['ears-visible', 'background-plain', 'clothes-plain', 'headwear-absent', 'framing'] as const) {
        const marks = marksFor(rule, geometry)
        expect(marks.length).toBeGreaterThan(0)
        for (const { left, top, right, bottom } of marks) {
          expect(Math.min(left, top)).toBeGreaterThan(0)
          expect(Math.max(right, bottom)).toBeLessThan(1)
          expect(right - left).toBeGreaterThan(0.02)
          expect(bottom - top).toBeGreaterThan(0.02)
        }
      }
    }
  })

  test('are left out where a rule speaks of the whole file', () => {
    expect(marksFor('file-readable', GEOMETRY)).toEqual([])
    // A rule of another version of the service.
    expect(marksFor('something-new' as Schemas['RuleId'], GEOMETRY)).toEqual([])
  })

  test('find their place on the whole photo', () => {
    const mark = { left: 0, top: 0, right: 1, bottom: 1, shape: 'box' } as const
    const found = onOriginal(mark, GEOMETRY, { width: 1000, height: 2000 })
    expect(found).toMatchObject({ left: 0.1, top: 0.1, right: 0.74, bottom: 0.5265 })
  })
})

test('behind the portrait the whole photo lies so that both show the same', () => {
  const area = behindPortrait(GEOMETRY, { width: 1380, height: 1906 })
  expect(area.left).toBeCloseTo(-0.15625)
  expect(area.right).toBeCloseTo(2)
  expect(area.top).toBeCloseTo(-200 / 853)
  expect(area.bottom).toBeCloseTo(2)
})

test('lines of the standard say whether a length is inside of its limits', () => {
  const inside = guidelines(GEOMETRY)
  expect(inside.map(({ name, measured, isInside }) => [name, measured, isInside])).toEqual([
    ['crown', 75, true],
    ['eyes', 262, true],
    ['width', 226, true],
    ['centre', 0, true],
  ])
  const [crown] = guidelines({ ...GEOMETRY, crown_px: 40 })
  expect(crown?.isInside).toBe(false)
})

describe('drawings', () => {
  test('of each topic differ between right and wrong, and hold plain ASCII alone', () => {
    const wrong = TOPICS.map((topic) => drawPair(topic).wrong)
    expect(new Set(wrong).size).toBe(TOPICS.length)
    for (const topic of TOPICS) expect(drawPair(topic).right).not.toBe(drawPair(topic).wrong)
    for (const drawing of [...wrong, drawScene()]) {
      expect(drawing).toMatch(/^[\x20-\x7e]+$/)
      expect(drawing).not.toMatch(/<(?:style|filter|image|text)|NaN|undefined/)
    }
  })

  test('show people of several looks, the same person on both sides', () => {
    const skins = TOPICS.map((topic) => {
      const colours = [drawPair(topic).right, drawPair(topic).wrong].map((drawing) => /rx="5" ry="9" fill="(#\w+)"/.exec(drawing)?.[1])
      return colours[0] ?? 'scarf'
    })
    expect(new Set(skins).size).toBeGreaterThanOrEqual(4)
  })

  test('have captions of a few words', () => {
    for (const topic of TOPICS) {
      const { zh, en } = caption(topic)
      expect(zh.length).toBeLessThanOrEqual(16)
      expect(en.length).toBeLessThanOrEqual(34)
      expect(zh + en).not.toMatch(/[!！您。]/)
    }
  })

  test('belong to rules and reasons', () => {
    expect(topicOfRule('brows-visible')).toBe('fringe')
    expect(topicOfReason('O03')).toBe('fringe')
    expect(topicOfReason('I02')).toBeUndefined()
  })

  test('tell of glasses by the batch', () => {
    const topics = (glasses: 'forbidden' | 'allowed') =>
      preparations(glasses).flatMap((preparation) => preparation.topics)
    expect(topics('forbidden')).toContain('glasses')
    expect(topics('allowed')).toContain('lenses')
    expect(topics('allowed')).not.toContain('glasses')
  })
})

describe('the story of a photo', () => {
  const at = (minute: number) => `2026-11-25T12:0${String(minute)}:00+08:00`

  test('holds what happened to it, newest first', () => {
    const told = stories([
      { event: 'photo-handed-in', photo: 'a', at: at(0), by: 'student' },
      { event: 'photo-assessed', photo: 'a', usable: true, at: at(1), by: 'service' },
      { event: 'photo-confirmed', photo: 'a', at: at(2), by: 'student' },
      { event: 'submitted', at: at(3), by: 'student' },
      { event: 'photo-handed-in', photo: 'b', at: at(4), by: 'student' },
      { event: 'withdrawn', at: at(5), by: 'student' },
    ])
    expect(told.map(({ photo, entries }) => [photo, entries.map(({ event }) => event)])).toEqual([
      ['a', ['withdrawn', 'submitted', 'photo-confirmed', 'photo-assessed', 'photo-handed-in']],
      ['b', ['photo-handed-in']],
    ])
  })

  test('tells of what no photo was needed for', () => {
    const told = stories([{ event: 'expired', at: at(0), by: 'service' }])
    expect(told).toEqual([{ entries: [{ event: 'expired', at: at(0), by: 'service' }] }])
  })
})

test('a headline says what is wrong, and leaves what to do for the line below', () => {
  const advice = { zh: '眼睛闭上了或没睁开，请自然睁眼再拍。', en: 'Your eyes are closed. Open them naturally and try again.' }
  expect(headlineOf(advice)).toEqual({
    what: { zh: '眼睛闭上了或没睁开', en: 'Your eyes are closed' },
    then: { zh: '请自然睁眼再拍。', en: 'Open them naturally and try again.' },
  })
  expect(headlineOf({ zh: '请摘掉眼镜。', en: 'Take off your glasses.' }).then).toEqual({ zh: '', en: '' })
})

test('where nobody was found, no drawing of two people is shown', () => {
  expect(topicOfVerdict({ rule: 'single-face', outcome: 'fail', is_reminder: false, measured: 0 })).not.toBe('alone')
  expect(topicOfVerdict({ rule: 'single-face', outcome: 'fail', is_reminder: false, measured: 2 })).toBe('alone')
  expect(topicOfVerdict({ rule: 'sharp', outcome: 'not-assessable', is_reminder: false })).toBeUndefined()
})
