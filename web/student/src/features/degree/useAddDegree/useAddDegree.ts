/**
 * The way to a degree, step by step: the batch, the last four characters, the code; then "is it you?" and
 * what the registry shows. Where an earlier visit left off, it goes on.
 */
import { computed, readonly, shallowRef, watch } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { parseLastFour } from '@caixiang/shared/validation/codes'
import { DEGREE_STEPS, stepToResume } from '@caixiang/shared/validation/draft'
import type { DegreeStep } from '@caixiang/shared/validation/draft'
import type { LaunchQuery } from '@caixiang/shared/validation/entrance'
import type { KeyedDetails } from '@caixiang/shared/validation/keyed'
import { degreeOf } from '@caixiang/shared/validation/waysOn'
import type { BindingWayOn } from '@caixiang/shared/validation/waysOn'
import { useBatch } from '../../batch/useBatch/useBatch'
import type { Api } from '../../../lib/api'
import { useReadiness } from '../../consent/useReadiness/useReadiness'
import { agreeing, signingIn } from '../../../lib/session'
import { useProposal } from '../useProposal/useProposal'
import { entered, forgetVisit, keepDraft, keptDraft, lastFour, picture, restorePicture } from '../visit'

/** What the page shows. */
type Place = DegreeStep | 'by-hand' | 'is-it-you' | 'done'

/** Which point of the line at the top a place belongs to. */
const POINTS: Readonly<Record<Place, number>> = {
  batch: 0,
  'last-four': 1,
  code: 2,
  'by-hand': 2,
  'is-it-you': 3,
  done: 3,
}

/** How many steps lie behind a place: so often goes back before the page is left. */
const BEHIND: Readonly<Record<Place, number>> = {
  batch: 0,
  'last-four': 1,
  code: 2,
  'by-hand': 3,
  'is-it-you': 3,
  done: 0,
}

/** Where each way on leads, for those that are a place. */
const PLACES: Readonly<Partial<Record<BindingWayOn, Place>>> = {
  'last-four': 'last-four',
  'feature-code': 'batch',
  'key-in': 'by-hand',
  details: 'by-hand',
  'other-picture': 'code',
  'where-is-code': 'code',
}

/** Ways on with a text, or another picture, in place of the present one. */
const WITHOUT_PICTURE: readonly BindingWayOn[] = ['other-picture', 'where-is-code', 'key-in']

/** How the page moves on the screen. */
export interface AddDegreeMoves {
  /** Another step is shown: from its top. */
  readonly toTop: () => void
  readonly toRegions: () => void
  /** The degree with this id is added: on to its photo. */
  readonly toPhoto: (degree: string) => void
  readonly toHome: () => void
}

/** The place on the way, and what was said on it. */
function useWay(toTop: () => void) {
  const place = shallowRef<Place>('batch')
  const isResumed = shallowRef(false)
  const isDeclined = shallowRef(false)
  /** A refusal that was answered is not shown again. */
  const isAnswered = shallowRef(false)
  /** The id of a degree that waits for its answer. */
  const proposedId = shallowRef('')
  const at = computed(() => POINTS[place.value])

  function go(to: Place): void {
    place.value = to
    isResumed.value = false
    isDeclined.value = false
    toTop()
  }

  /** One step back, not out of everything that was typed. */
  function back(): void {
    isAnswered.value = true
    if (place.value === 'by-hand' || place.value === 'is-it-you') go('code')
    else go(DEGREE_STEPS[at.value - 1] ?? 'batch')
  }

  return { place, isResumed, isDeclined, isAnswered, proposedId, at, go, back }
}

/** Opening the page: a degree that waits, a link, or what an earlier visit left. */
function useOpening(
  way: ReturnType<typeof useWay>,
  finding: ReturnType<typeof useBatch>,
  proposal: ReturnType<typeof useProposal>,
) {
  const { place, isResumed, isAnswered, proposedId, go } = way
  /** The link by which somebody came. */
  let cameBy: LaunchQuery = {}

  async function open(query: LaunchQuery & { readonly degree?: string }): Promise<void> {
    proposedId.value = query.degree ?? ''
    await (proposedId.value === '' ? begin(query) : load())
  }

  /** By a link, or where an earlier visit left off, or from the start. */
  async function begin(query: LaunchQuery): Promise<void> {
    cameBy = query
    const draft = keptDraft()
    const hasLink = await finding.enter(query)
    if (draft === undefined || (hasLink && draft.slug !== finding.slug.value)) return
    if (!hasLink && draft.slug !== '') await finding.byLink(draft.slug)
    if (draft.featureCode !== '') {
      finding.type(draft.featureCode)
      await finding.byCode(false)
    }
    const known = {
      isOpen: finding.batch.value?.acceptance === 'open',
      hasCode: !finding.needsCode.value,
      hasLastFour: parseLastFour(lastFour.value) !== undefined,
    }
    isResumed.value = draft.featureCode !== '' || draft.step !== 'batch'
    const step = stepToResume(draft.step, known)
    if (step === 'code') await restorePicture()
    place.value = step
  }

  /** Loads the degree that was recognised on an earlier visit and waits for the answer. */
  async function load(): Promise<void> {
    await proposal.load(proposedId.value)
    const { value: found } = proposal.degree
    if (found?.state === 'proposed') place.value = 'is-it-you'
    else if (found?.state === 'bound') {
      forgetVisit()
      place.value = 'done'
    } else if (found !== undefined) startOver()
  }

  function startOver(): void {
    forgetVisit()
    finding.forget()
    proposedId.value = ''
    isAnswered.value = true
    go('batch')
    // The poster's code is nothing that was typed.
    void finding.enter(cameBy)
  }

  return { open, load, startOver }
}

/** The answers to "is it you?" and to what the registry shows. */
function useAnswers(
  { isDeclined, isAnswered, proposedId, go }: ReturnType<typeof useWay>,
  finding: ReturnType<typeof useBatch>,
  proposal: ReturnType<typeof useProposal>,
  { toHome, toPhoto }: AddDegreeMoves,
) {
  async function decline(): Promise<void> {
    if (!(await proposal.decline())) return
    picture.value = undefined
    proposedId.value = ''
    isAnswered.value = true
    go(finding.batch.value === undefined ? 'batch' : 'code')
    isDeclined.value = true
  }

  async function answer(said: Schemas['RegistryAnswer']): Promise<void> {
    if (!(await proposal.confirm(said))) return
    forgetVisit()
    go('done')
    toPhoto(proposal.degree.value?.id ?? '')
  }

  /** A degree that has its portrait is not asked about again at home. */
  async function leave(): Promise<void> {
    if (hasCode(proposal.answerFailure.value, 'already-at-registry')) await proposal.decline()
    toHome()
  }

  return { decline, answer, leave }
}

/** Handing the code in, after what the service would ask for only once it has come over. */
function useHandingIn(
  api: Api,
  { go, isAnswered }: ReturnType<typeof useWay>,
  { batch, featureCode }: ReturnType<typeof useBatch>,
  proposal: ReturnType<typeof useProposal>,
) {
  const readiness = useReadiness(api)
  /** Which of several codes of this picture the student means; another picture has other codes. */
  let chosen: { readonly path: string; readonly at: number } | undefined

  /** Of several codes in the picture it is this one, counted from 0. */
  async function choose(at: number): Promise<void> {
    chosen = { path: picture.value?.path ?? '', at }
    await handIn()
  }

  async function handIn(payload?: string, details?: KeyedDetails): Promise<void> {
    const { value: found } = batch
    if (found === undefined) return
    isAnswered.value = false
    if (payload === undefined && !(await readiness.prepare())) return
    const choice = payload === undefined && chosen?.path === picture.value?.path ? chosen?.at : undefined
    const isRecognised = await proposal.handIn({ batch: found, featureCode: featureCode.value, payload, details, choice })
    if (isRecognised) go('is-it-you')
    else if (proposal.needsDetails.value) go('by-hand')
  }

  /** The last four are there; a picture that was chosen before goes on by itself. */
  async function toCode(): Promise<void> {
    go('code')
    if (picture.value !== undefined) await handIn()
  }

  return {
    handIn,
    choose,
    toCode,
    /** The code is on its way, or what has to come before it is asked. */
    isReading: computed(() => readiness.isAsking.value || proposal.isReading.value),
    /** The last refusal, until it is answered. */
    refusal: computed(() => (isAnswered.value ? undefined : (readiness.refusal.value ?? proposal.refusal.value))),
  }
}

/** Keeps how far somebody came, and which centre it is about. */
function useKeeping({ place, at, proposedId }: ReturnType<typeof useWay>, finding: ReturnType<typeof useBatch>): void {
  const { featureCode, slug, batch } = finding
  watch([place, featureCode, slug], () => {
    const step = DEGREE_STEPS[at.value]
    if (step !== undefined && proposedId.value === '') {
      keepDraft({ step, featureCode: featureCode.value, slug: slug.value })
    }
  })
  watch(batch, (found) => {
    entered.value = found
  })
}

/** Everything of the page that adds a degree. */
export function useAddDegree(api: Api, moves: AddDegreeMoves) {
  const finding = useBatch(api)
  const proposal = useProposal(api)
  const way = useWay(moves.toTop)
  const handing = useHandingIn(api, way, finding, proposal)
  const opening = useOpening(way, finding, proposal)
  const { decline, answer, leave } = useAnswers(way, finding, proposal, moves)
  const { place, isAnswered, proposedId, at, go } = way
  const { handIn, isReading } = handing
  /** Steps that lie behind; a degree that waits for its answer was opened by itself. */
  const behind = computed(() => (proposedId.value === '' ? BEHIND[place.value] : 0))
  useKeeping(way, finding)

  async function open(query: LaunchQuery & { readonly degree?: string }): Promise<void> {
    await opening.open(query)
    // What was under way when the page was loaded anew goes on.
    if (place.value === 'code' && picture.value !== undefined) await handIn()
  }

  function back(): void {
    if (!isReading.value) way.back()
  }

  /** Goes the way on that a refusal offers. */
  async function follow(chosen: Exclude<BindingWayOn, 'support'>): Promise<void> {
    isAnswered.value = chosen !== 'try-again'
    // Text in place of a picture: the picture must not be asked about again.
    if (WITHOUT_PICTURE.includes(chosen)) picture.value = undefined
    const to = PLACES[chosen]
    if (to !== undefined) go(to)
    else if (chosen === 'try-again') await handIn()
    else if (chosen === 'individual') moves.toRegions()
    else if (chosen === 'sign-in' && (await signingIn.take())) await handIn()
    else if (chosen === 'consent' && (await agreeing.take())) await handIn()
    else if (chosen === 'home') await leave()
    else if (chosen === 'open-degree') {
      proposedId.value = (proposal.refusal.value && degreeOf(proposal.refusal.value)) ?? ''
      await opening.load()
    }
  }

  return {
    ...opening,
    ...handing,
    open,
    finding,
    proposal,
    place: readonly(place),
    at,
    isResumed: readonly(way.isResumed),
    isDeclined: readonly(way.isDeclined),
    proposedId: readonly(proposedId),
    /** The picture has been read; only what it does not say is asked. */
    onlyDetails: computed(() => place.value === 'by-hand' && picture.value !== undefined),
    /** Whether going back leads to the step before instead of out of the page. */
    canGoBack: computed(() => behind.value > 0),
    behind,
    go,
    back,
    decline,
    answer,
    follow,
  }
}
