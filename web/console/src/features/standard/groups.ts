/** The rules of a standard under headings, in the order in which somebody reads them. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

type Id = Schemas['StandardRuleId']

export interface RuleGroup<Rule> {
  readonly name: Text
  readonly rules: readonly Rule[]
}

const GROUPS: readonly (readonly [Text, readonly Id[]])[] = [
  [text('照片文件', 'The file'), ['file-readable', 'resolution-sufficient', 'original-photo', 'recent', 'compression-clean']],
  [text('人和姿态', 'Person and pose'), ['single-face', 'head-level', 'head-frontal', 'head-upright', 'shoulders-level', 'framing']],
  [text('眼睛和嘴', 'Eyes and mouth'), ['eyes-open', 'gaze-forward', 'mouth-closed', 'red-eye-absent']],
  [
    text('眼镜、遮挡和饰物', 'Glasses, covers, ornaments'),
    ['glasses-absent', 'glasses-clear', 'face-uncovered', 'brows-visible', 'eyes-visible', 'ears-visible', 'jewellery-absent', 'headwear-absent'],
  ],
  [text('背景和衣服', 'Background and clothes'), ['background-plain', 'matte-clean', 'clothes-distinct', 'clothes-plain']],
  [text('光线和清晰度', 'Light and sharpness'), ['light-even', 'not-overexposed', 'not-underexposed', 'natural-colour', 'sharp']],
  [text('修图和合成', 'Retouching'), ['not-retouched', 'not-composited', 'no-overlay']],
]

/** Rules that no heading knows stand under the last one: none is ever left out. */
export function groupsOf<Rule extends { readonly id: Id }>(rules: readonly Rule[]): readonly RuleGroup<Rule>[] {
  const known = new Set<Id>(GROUPS.flatMap(([, ids]) => ids))
  const groups = GROUPS.map(([name, ids]) => ({ name, rules: rules.filter(({ id }) => ids.includes(id)) }))
  const others = rules.filter(({ id }) => !known.has(id))
  const rest = others.length === 0 ? [] : [{ name: text('其他', 'Others'), rules: others }]
  return [...groups.filter((group) => group.rules.length > 0), ...rest]
}
