/** What comes next for a student: one sentence, and the word on the button where there is one. */
import type { Schemas } from '../api/types'
import { startText } from '../time/moment'

import { usedUpText } from './checks'
import type { Text } from './text'

/** The next step for people. */
export interface StepWords {
  /** What stands or happens now, and what to do. */
  readonly sentence: Text
  /** On the button; without it there is nothing to press. */
  readonly action?: Text
}

type StepName = Schemas['NextStepView']['step']

const ASK_CENTRE: Text = { zh: '联系采集中心', en: 'Contact the centre' }

const STEPS: Readonly<Record<Exclude<StepName, 'come-back' | 'await-check'>, StepWords>> = {
  'take-photo': step(
    ['还差一步：拍摄照片。', 'One step to go: take the photo.'],
    ['去拍照', 'Take the photo'],
  ),
  'look-and-submit': step(
    ['照片可以用了，看一看效果，满意就提交审核。', 'The photo is good. Look at the portrait and submit it.'],
    ['查看并提交', 'Look and submit'],
  ),
  'submit-again': step(
    ['照片已撤回。可以再次提交，也可以重拍一张。', 'You took the photo back. Submit it again, or take another one.'],
    ['查看并提交', 'Look and submit'],
  ),
  'replace-photo': step(
    ['这张照片没有通过审核，请按提示重拍一张。', 'The photo was not accepted. See why, and take another one.'],
    ['去重拍', 'Take another photo'],
  ),
  'await-review': step([
    '照片已提交，正在审核。结果出来会通知你。',
    'Your photo is in review. We will tell you the result.',
  ]),
  done: step([
    '照片已通过审核，接下来由采集中心制作并提交学信网。',
    'Your photo is approved. The centre produces it and hands it to the registry.',
  ]),
  'ask-centre': {
    sentence: {
      zh: '接下来需要采集中心协助，请与他们联系。',
      en: 'The collection centre has to help here. Please contact them.',
    },
    action: ASK_CENTRE,
  },
  over: step(
    [
      '这个批次的采集已经结束。可以到所在地区单独采集，或联系采集中心。',
      'This collection is over. Go on alone in your region, or contact the collection centre.',
    ],
    ['单独采集', 'Go on alone'],
  ),
}

/** What comes next, in words. */
export function nextStep(view: Schemas['NextStepView']): StepWords {
  if (view.step === 'come-back') return { sentence: acceptanceText(view) }
  if (view.step !== 'await-check') return STEPS[view.step]
  const sentence = usedUpText({ next_step: view, next_check_at: view.next_check_at })
  return { sentence, action: ASK_CENTRE }
}

/** Whether and when photos are taken. */
export function acceptanceText(view: Schemas['AcceptanceView']): Text {
  switch (view.acceptance) {
    case 'open':
      return { zh: '采集正在进行。', en: 'The collection is open.' }
    case 'not-announced':
      return {
        zh: '这个批次还没有公布采集时间，请留意学校的通知。',
        en: "This collection has not been announced yet. Watch for your school's notice.",
      }
    case 'not-yet': {
      const { zh, en } = startText(view.opens_at)
      return {
        zh: `采集于 ${zh} 开始，请到时再来。`,
        en: `The collection opens on ${en}. Please come back then.`,
      }
    }
    case 'outside-hours': {
      const { zh, en } = startText(view.next)
      return {
        zh: `现在不在每天的采集时段内，下一次开放是 ${zh}。`,
        en: `The collection pauses at this hour. It opens again on ${en}.`,
      }
    }
    case 'paused':
      return {
        zh: '采集中心暂停了这个批次的采集，已经提交的照片不受影响。请过些时候再来，急用请联系采集中心。',
        en: 'The centre has paused this collection; photos that were handed in are not affected. Please come back later, or ask the centre if it is urgent.',
      }
    case 'closed':
      return {
        zh: '这个批次的采集已经结束。可以到所在地区单独采集，或联系学校和采集中心。',
        en: 'This collection is over. You can go on alone in your region, or contact your school or the collection centre.',
      }
  }
}

function step([zh, en]: [string, string], action?: [string, string]): StepWords {
  const sentence = { zh, en }
  return action === undefined ? { sentence } : { sentence, action: { zh: action[0], en: action[1] } }
}
