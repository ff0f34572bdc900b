import { describe, expect, test } from 'vitest'

import { changesOf, faultKey, faultsOf, notNumbers, numberOf, typedOf } from './edit'
import type { Rule, TypedRule, TypedRules } from './edit'
import { groupsOf } from './groups'

const TEXT = { zh: '字', en: 'text' }

function rule(id: Rule['id'], severity: Rule['severity'] = 'block'): Rule {
  return {
    id,
    reason: 'P04',
    severity,
    what: TEXT,
    why: TEXT,
    advice: TEXT,
    limits: [
      {
        key: 'min_openness',
        words: TEXT,
        kind: 'at-least',
        unit: '',
        low: 0,
        high: 10,
        values: { limit: 0.15, warn: 0.19, value: null, names: [], day: null, source: 'a study' },
      },
    ],
  }
}

function typedRule(typed: TypedRules, id: string): TypedRule {
  const found = typed[id]
  if (found === undefined) throw new Error(`no rule ${id}`)
  return found
}

function openness(typed: TypedRules) {
  const found = typedRule(typed, 'eyes-open').limits['min_openness']
  if (found === undefined) throw new Error('no limit')
  return found
}

describe('what was changed in a draft', () => {
  test('is nothing as long as the same is typed', () => {
    const rules = [rule('eyes-open'), rule('sharp')]
    const typed = typedOf(rules)
    expect(changesOf(rules, typed)).toEqual([])
    openness(typed).limit = ' 0.150 '
    expect(changesOf(rules, typed)).toEqual([])
  })

  test('is the whole limit, of the rules that changed alone', () => {
    const rules = [rule('eyes-open'), rule('sharp')]
    const typed = typedOf(rules)
    openness(typed).limit = '０．１８'
    typedRule(typed, 'sharp').severity = 'off'
    expect(changesOf(rules, typed)).toEqual([
      {
        rule: 'eyes-open',
        severity: 'block',
        limits: [{ key: 'min_openness', values: { limit: 0.18, warn: 0.19, value: null, names: [], source: 'a study' } }],
      },
      { rule: 'sharp', severity: 'off', limits: [] },
    ])
  })

  test('cannot be sent where something is no number', () => {
    const rules = [rule('eyes-open')]
    const typed = typedOf(rules)
    openness(typed).warn = 'much'
    expect(notNumbers(rules, typed)).toEqual([{ rule: 'eyes-open', key: 'min_openness', part: 'warn_below' }])
    openness(typed).warn = ''
    expect(notNumbers(rules, typed)).toEqual([])
    expect(numberOf('')).toBeUndefined()
  })

  test('is told at its field', () => {
    const faults = faultsOf([{ rule: 'eyes-open', key: 'min_openness', part: 'limit', text: TEXT }])
    expect(faults.get(faultKey('eyes-open', 'min_openness', 'limit'))).toEqual(TEXT)
  })
})

test('every rule stands under a heading, also one that no heading knows', () => {
  const unknown = { ...rule('eyes-open'), id: 'of-the-future' as Rule['id'] }
  const groups = groupsOf([rule('sharp'), unknown, rule('recent')])
  expect(groups.flatMap(({ rules }) => rules.map(({ id }) => id))).toEqual(['recent', 'sharp', 'of-the-future'])
})
