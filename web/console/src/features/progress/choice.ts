/** What is looked at, as the address says it: a link to it shows the same to a colleague. */
import type { LocationQuery } from 'vue-router'

import type { Schemas } from '@caixiang/shared/api/types'

import type { Place } from './tree'
import { STAGES } from './words'

type Stage = Schemas['StageName']

/** How far: one stage, all who have begun, or those of them who are on no roster. */
export type StageChoice = Stage | 'begun' | 'off-roster'

/** Which students. */
export interface Choice {
  readonly batch: string | undefined
  readonly stage: StageChoice
  readonly school: string | undefined
  /** A college or a teaching point. */
  readonly unit: string | undefined
  readonly class: string | undefined
}

const ID = /^[\da-f-]{36}$/i

function idOf(said: LocationQuery[string] | undefined): string | undefined {
  return typeof said === 'string' && ID.test(said) ? said : undefined
}

function isStage(said: unknown): said is StageChoice {
  return typeof said === 'string' && Object.hasOwn(STAGES, said)
}

/** What the address says; what it does not know counts for nothing. */
export function choiceOf(query: LocationQuery): Choice {
  const { batch, stage, school, unit, class: group } = query
  return {
    batch: idOf(batch),
    stage: isStage(stage) ? stage : 'not-begun',
    school: idOf(school),
    unit: idOf(unit),
    class: idOf(group),
  }
}

/** The address of a choice, without what goes without saying. */
export function queryOf(choice: Partial<Choice>): Record<string, string> {
  const { stage, ...ids } = choice
  const said = Object.entries(ids).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(said), ...(stage === undefined || stage === 'not-begun' ? {} : { stage }) }
}

/** A place, as the API is asked for its students; none for students who belong to none. */
export function withinOf({ kind, id }: Place): Pick<Choice, 'school' | 'unit' | 'class'> | undefined {
  const none = { school: undefined, unit: undefined, class: undefined }
  if (id === undefined) return undefined
  if (kind === 'school') return { ...none, school: id }
  return kind === 'class' ? { ...none, class: id } : { ...none, unit: id }
}

/** The place that the API is asked about; the whole batch without one. */
interface AskedPlace {
  readonly school?: string
  readonly unit?: string
  readonly class?: string
}

export function askedPlace({ school, unit, class: group }: Pick<Choice, 'school' | 'unit' | 'class'>): AskedPlace {
  return {
    ...(school === undefined ? {} : { school }),
    ...(unit === undefined ? {} : { unit }),
    ...(group === undefined ? {} : { class: group }),
  }
}

/** What the API is asked. */
export interface Asked extends AskedPlace {
  readonly stage?: Stage
  readonly only_off_roster?: true
}

export function askedOf({ stage, ...place }: Choice): Asked {
  return {
    // Who has begun is everybody without a stage.
    ...(stage === 'begun' ? {} : stage === 'off-roster' ? { only_off_roster: true } : { stage }),
    ...askedPlace(place),
  }
}

/** The narrowest place of a choice. */
export function placeIdOf({ school, unit, class: group }: Pick<Choice, 'school' | 'unit' | 'class'>): string | undefined {
  return group ?? unit ?? school
}
