/** How far a portrait has come on its way to the registry, in words. Every word of the API has its own here. */
import type { Schemas } from '../api/types'

import type { StateWords } from './states'
import type { Text } from './text'

type Progress = Schemas['RegistryProgressView']

const STEPS: Readonly<Record<Progress['step'], StateWords>> = {
  waiting: words('waiting', '等待制作', 'To be prepared'),
  preparing: words('waiting', '制作中', 'Being prepared'),
  sent: words('waiting', '已报送学信网', 'Sent to the registry'),
  accepted: words('good', '学信网已接收', 'The registry has it'),
  refused: words('attention', '学信网未接收', 'Refused by the registry'),
}

const IDENTITIES: Readonly<Record<Schemas['RegistryIdentityWord'], StateWords>> = {
  'same-person': words('good', '身份核验：同一人', 'Compared: the same person'),
  'not-passed': words('attention', '身份核验：未通过', 'Compared: not recognised'),
  uncertain: words('waiting', '身份核验：不确定，等待人工核实', 'Compared: a person has to look'),
  abnormal: words('waiting', '身份核验：异常，等待核实', 'Compared: it did not work yet'),
}

/** How far the hand-over has come. */
export function registryStep(step: Progress['step']): StateWords {
  return STEPS[step]
}

/** What the comparison with the admission photo said. */
export function registryIdentity(identity: Schemas['RegistryIdentityWord']): StateWords {
  return IDENTITIES[identity]
}

/** Whether another photo is needed: the student has to talk to the centre. */
export function needsAnotherPhoto({ step, identity }: Pick<Progress, 'step' | 'identity'>): boolean {
  return step === 'refused' || identity === 'not-passed'
}

/** When the last of it happened. */
export function registryMoment({ answered_at: answered, sent_at: sent, built_at: built }: Progress): string | undefined {
  return answered ?? sent ?? built ?? undefined
}

function words(tone: StateWords['tone'], zh: string, en: string): StateWords {
  return { tone, label: { zh, en } }
}

/** What to expect, and what to do. */
export const REGISTRY_TEXT = {
  another: { zh: '需要换一张照片，请联系采集中心安排重拍。', en: 'Another photo is needed. Please contact the collection centre.' },
  reason: { zh: '学信网说明：{}', en: 'The registry says: {}' },
  check: { zh: '一般在采集结束后约 30 天，可登录学信网核对照片。', en: 'It can be seen at the registry about 30 days after the collection ends. Please check it there.' },
} satisfies Record<string, Text>
