/**
 * What a student can do after a collection code was not taken. Every refusal leads somewhere: its
 * words come from the service, the ways on from here, the most likely one first.
 */
import type { ApiError } from '../api/failure'
import type { Schemas } from '../api/types'

/** One way on. */
export type BindingWayOn =
  /** The same once more. */
  | 'try-again'
  /** Back to the last four characters. */
  | 'last-four'
  /** Another picture of the code. */
  | 'other-picture'
  /** Where the code is found. */
  | 'where-is-code'
  /** By hand what the picture does not show. */
  | 'key-in'
  /** What the code does not say. */
  | 'details'
  /** The school's feature code once more. */
  | 'feature-code'
  /** Alone, in a region. */
  | 'individual'
  /** The centre helps. */
  | 'support'
  /** The degree is there already. */
  | 'open-degree'
  /** To the page of consents. */
  | 'consent'
  /** To the page that signs in. */
  | 'sign-in'
  /** Nothing more to do here. */
  | 'home'

/** Other codes lead to trying again and to the centre. A misspelt code does not compile. */
const BY_CODE: Readonly<Partial<Record<Schemas['ProblemCode'], readonly BindingWayOn[]>>> = {
  'wrong-last-four': ['last-four', 'other-picture'],
  'other-school': ['other-picture', 'feature-code'],
  'not-on-roster': ['other-picture', 'support'],
  'bound-to-another': ['support', 'other-picture'],
  'not-this-person': ['support', 'other-picture'],
  'bound-already': ['open-degree', 'other-picture'],
  'too-many-degrees': ['home', 'support'],
  'already-at-registry': ['home', 'support'],
  'several-codes': ['other-picture', 'key-in'],
  'code-unreadable': ['other-picture', 'where-is-code', 'key-in'],
  'details-needed': ['details', 'other-picture'],
  'too-large': ['other-picture'],
  'empty-file': ['other-picture'],
  'consent-missing': ['consent'],
  'not-signed-in': ['sign-in'],
  locked: ['last-four', 'where-is-code', 'home'],
  'not-found': ['feature-code', 'individual'],
  'wrong-state': ['home'],
}

const BY_FIELD: Readonly<Record<string, readonly BindingWayOn[]>> = {
  feature_code: ['feature-code'],
  last_four: ['last-four'],
  school_code: ['details'],
  student_number: ['details'],
  level: ['details'],
  picture: ['other-picture'],
}

/** The ways on, the most likely one first; never none. */
export function waysOn(error: ApiError): readonly BindingWayOn[] {
  if (error.kind !== 'problem') return ['try-again']
  const { problem } = error
  if (problem.code === 'not-accepting') return acceptanceWays(problem)
  const field = problem['field']
  const ways = BY_CODE[problem.code] ?? (typeof field === 'string' ? BY_FIELD[field] : undefined)
  return ways ?? ['try-again', 'support']
}

/** Over for good, or only at this time. */
function acceptanceWays(problem: Readonly<Record<string, unknown>>): readonly BindingWayOn[] {
  return typeof problem['from_then'] === 'string' ? ['home', 'individual'] : ['individual', 'support']
}

/** Id of the degree that the refusal speaks of, where it does. */
export function degreeOf(error: ApiError): string | undefined {
  const id = error.kind === 'problem' ? error.problem['degree'] : undefined
  return typeof id === 'string' ? id : undefined
}

/** What tells the codes of a picture apart that shows several, in the service's order; none for another refusal. */
export function codesOf(error: ApiError): readonly string[] {
  const codes = error.kind === 'problem' && error.problem.code === 'several-codes' ? error.problem['codes'] : undefined
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : []
}

/** Whether what was sent is to blame, so that the same picture will not do. */
export function isAboutPicture(error: ApiError): boolean {
  return waysOn(error)[0] === 'other-picture'
}
