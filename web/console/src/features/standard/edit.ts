/** The limits of a draft while somebody types: as texts, and what of them has changed. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

export type Standard = Schemas['StandardView']
export type Rule = Schemas['StandardRuleView']
export type Limit = Schemas['LimitView']
export type Part = Schemas['LimitPartWord']

/** A limit as it is typed. */
interface TypedLimit {
  limit: string
  warn: string
  value: string
  /** One in a line. */
  names: string
  source: string
}

/** A rule as it is typed. */
export interface TypedRule {
  severity: Schemas['RuleSeverity']
  limits: Record<string, TypedLimit>
}

export type TypedRules = Record<string, TypedRule>

function figure(number: number | null | undefined): string {
  return number == null ? '' : String(number)
}

function typedLimit({ values }: Limit): TypedLimit {
  return {
    limit: figure(values.limit),
    warn: figure(values.warn),
    value: figure(values.value),
    names: (values.names ?? []).join('\n'),
    source: values.source,
  }
}

/** What a form begins with. */
export function typedOf(rules: readonly Rule[]): TypedRules {
  const of = ({ severity, limits }: Rule): TypedRule => ({
    severity,
    limits: Object.fromEntries(limits.map((limit) => [limit.key, typedLimit(limit)])),
  })
  return Object.fromEntries(rules.map((rule) => [rule.id, of(rule)]))
}

/** The number that was typed; none for nothing, and `NaN` for what is none. Full-width digits are digits. */
export function numberOf(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').trim()
  return plain === '' ? undefined : Number(plain)
}

/** A limit in which something is typed that is no number. */
export interface NotANumber {
  readonly rule: Rule['id']
  readonly key: string
  readonly part: Part
}

/** The part of a limit that the doubt is typed into. */
export function warnPart(kind: Limit['kind']): Part {
  return kind === 'at-least' ? 'warn_below' : 'warn_above'
}

/** Fields that cannot be sent. */
export function notNumbers(rules: readonly Rule[], typed: TypedRules): readonly NotANumber[] {
  return rules.flatMap((rule) =>
    rule.limits.flatMap((limit) => {
      const of = typed[rule.id]?.limits[limit.key]
      if (of === undefined) return []
      const parts: readonly (readonly [Part, string])[] = [
        ['limit', of.limit],
        [warnPart(limit.kind), of.warn],
        ['value', of.value],
      ]
      return parts.filter(([, text]) => Number.isNaN(numberOf(text) ?? 0)).map(([part]) => ({ rule: rule.id, key: limit.key, part }))
    }),
  )
}

function valuesOf(typed: TypedLimit): Schemas['LimitValueView'] {
  const { limit, warn, value } = typed
  return {
    limit: numberOf(limit) ?? null,
    warn: numberOf(warn) ?? null,
    value: numberOf(value) ?? null,
    names: typed.names.split('\n').map((name) => name.trim()).filter((name) => name !== ''),
    source: typed.source.trim(),
  }
}

function isSame(one: TypedLimit, other: TypedLimit): boolean {
  return JSON.stringify(valuesOf(one)) === JSON.stringify(valuesOf(other))
}

/** Rules in which something has changed, with the limits that have. */
export function changesOf(rules: readonly Rule[], typed: TypedRules): readonly Schemas['ChangedRule'][] {
  const before = typedOf(rules)
  return rules.flatMap((rule) => {
    const now = typed[rule.id]
    const was = before[rule.id]
    if (now === undefined || was === undefined) return []
    const limits = Object.entries(now.limits)
      .filter(([key, limit]) => was.limits[key] === undefined || !isSame(was.limits[key], limit))
      .map(([key, limit]) => ({ key, values: valuesOf(limit) }))
    if (limits.length === 0 && now.severity === was.severity) return []
    return [{ rule: rule.id, severity: now.severity, limits }]
  })
}

/** What is wrong, by rule, limit and part. */
export type Faults = ReadonlyMap<string, Text>

export function faultKey(rule: string, key: string, part: Part): string {
  return `${rule}/${key}/${part}`
}

export function faultsOf(errors: readonly Schemas['StandardFaultView'][]): Faults {
  return new Map(errors.map(({ rule, key, part, text }) => [faultKey(rule, key, part), text]))
}
