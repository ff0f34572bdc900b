/** The student's line to the centre: whom to call, what was asked and answered, another question. */
import { computed, shallowReadonly, shallowRef, watch } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'
import type { Api } from '../../../lib/api'
import { isSignedIn } from '../../../lib/session'
import { keepForWhile, readForWhile } from '../../../lib/tabStorage'
import { useAction } from '../../../lib/useAction'
import { entered } from '../../degree/visit'

export type Enquiry = Schemas['EnquiryView']

/** What a question may be about. */
export interface Matter {
  readonly id: string
  readonly kind: 'batch' | 'degree'
  readonly name: string
  readonly centre: string
  readonly contact: string
}

export const LONGEST = 500

const DRAFT = 'question'

const EMPTY: Text = text('请写下要问的问题。', 'Write your question.')
const LONG: Text = text('最多 500 个字，请写短一些。', 'At most 500 characters.')

function matterOf({ id, school_name: school, level, batch }: Schemas['DegreeView']): Matter {
  const name = [school ?? batch.name, level ?? ''].filter((word) => word !== '').join(' ')
  return { id, kind: 'degree', name, centre: batch.centre_name, contact: batch.support_contact }
}

function adviceOn(typed: string): Text | undefined {
  const { length } = Array.from(typed.trim())
  if (length === 0) return EMPTY
  return length > LONGEST ? LONG : undefined
}

/** Nothing is asked before `load`. */
export function useContact(api: Api) {
  const ofDegrees = shallowRef<readonly Matter[]>([])
  const enquiries = shallowRef<readonly Enquiry[]>()
  const chosen = shallowRef('')
  // A reload in the middle of a sentence loses nothing.
  const question = shallowRef(readForWhile(DRAFT))
  const isAdviceDue = shallowRef(false)
  const isAsked = shallowRef(false)
  const loading = useAction({ isQuiet: true })
  const sending = useAction()

  watch(question, (typed) => {
    keepForWhile(DRAFT, typed)
    isAsked.value = isAsked.value && typed === ''
  })

  /** The degrees; where there is none yet, the batch that is being entered. */
  const matters = computed<readonly Matter[]>(() => {
    if (ofDegrees.value.length > 0) return ofDegrees.value
    const { value: batch } = entered
    if (batch === undefined) return []
    return [{ id: batch.id, kind: 'batch', name: batch.name, centre: batch.centre_name, contact: batch.support_contact }]
  })
  const matter = computed(() => matters.value.find(({ id }) => id === chosen.value) ?? matters.value[0])

  /** The centres that may be called, each once. */
  const centres = computed(() => [...new Map(matters.value.map((one) => [one.centre + one.contact, one])).values()])

  const advice = computed(() => (isAdviceDue.value ? adviceOn(question.value) : undefined))

  async function load(): Promise<void> {
    if (!isSignedIn.value) return
    const degrees = await loading.run(() => api.GET('/api/v1/degrees'))
    if (degrees === undefined) return
    ofDegrees.value = degrees.items.map(matterOf)
    const found = await loading.run(() => api.GET('/api/v1/enquiries'))
    if (found !== undefined) enquiries.value = found.items
  }

  /** Whether it went out. */
  async function send(): Promise<boolean> {
    isAdviceDue.value = true
    const { value: about } = matter
    if (advice.value !== undefined || about === undefined) return false
    const body = { [about.kind]: about.id, question: question.value }
    const kept = await sending.run((key) => api.POST('/api/v1/enquiries', { params: { header: writeHeaders(key, undefined) }, body }))
    if (kept === undefined) return false
    enquiries.value = [kept, ...(enquiries.value ?? [])]
    isAdviceDue.value = false
    question.value = ''
    isAsked.value = true
    return true
  }

  return {
    matters,
    centres,
    /** The id of what the question is about. */
    chosen: computed({
      get: () => matter.value?.id ?? '',
      set: (id: string) => {
        chosen.value = id
      },
    }),
    question,
    advice,
    /** The last question has just gone out. */
    isAsked: shallowReadonly(isAsked),
    /** Newest first; none before the first answer. */
    enquiries: shallowReadonly(enquiries),
    isLoading: loading.busy,
    failure: loading.failure,
    isSending: sending.busy,
    sendFailure: sending.failure,
    load,
    send,
  }
}
