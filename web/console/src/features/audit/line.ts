/** A line of the audit log as a sentence, and as a row of a file. */
import type { Schemas } from '@caixiang/shared/api/types'
import { known } from '@caixiang/shared/text/known'
import type { Language, Text } from '@caixiang/shared/text/text'

import { fieldOf } from '../../lib/chinaTime'
import { ROLES } from '../../roles'
import { text } from '../../words'
import { CAPTURE } from '../batch/words'
import { STAGES } from '../progress/words'

import { ACTIONS, DETAILS, SUBJECTS, VALUES } from './words'

export type AuditLine = Schemas['AuditLineView']

/** Names of things by their ids, as far as they are known. */
export type Names = ReadonlyMap<string, string>

/** A part of a sentence: words, or a thing that can be looked for. */
export interface Detail {
  readonly label: Text
  readonly value: Text
  /** Where the value is the id of a thing. */
  readonly id?: string
}

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Who acted. */
export function actorText(line: AuditLine, names: Names): Text {
  switch (line.actor) {
    case 'staff': {
      const name = line.name ?? names.get(line.staff)
      return name === undefined ? text('其他中心的人员', 'Staff of another centre') : text(name, name)
    }
    case 'student':
      return text('学生', 'A student')
    case 'system':
      return text('系统', 'The service')
  }
}

/** What was done; an action of a newer service keeps its own name. */
export function actionText({ action }: Pick<AuditLine, 'action'>): Text {
  return known(ACTIONS, action) ?? text(action, action)
}

/** The thing: by its name where it has one that is known, else its kind and the end of its id. */
export function subjectText({ subject, subject_id: id }: Pick<AuditLine, 'subject' | 'subject_id'>, names: Names): Text {
  const kind = known(SUBJECTS, subject) ?? text(subject, subject)
  const name = names.get(id) ?? `…${id.slice(-6)}`
  return names.has(id) ? text(name, name) : text(`${kind.zh} ${name}`, `${kind.en} ${name}`)
}

/** What else is worth knowing. */
export function detailsOf({ details }: Pick<AuditLine, 'details'>, names: Names): readonly Detail[] {
  return Object.entries(details).map(([name, value]) => {
    // The wire writes names as the model has them, with either sign between words.
    const label = known(DETAILS, name.replaceAll('_', '-')) ?? text(name, name)
    const isId = typeof value === 'string' && ID.test(value)
    return { label, value: valueText(value, names), ...(isId ? { id: value } : {}) }
  })
}

function valueText(value: Schemas['DetailView'], names: Names): Text {
  if (typeof value === 'number') return text(String(value), String(value))
  if (typeof value !== 'string') {
    const texts = value.map(wordText)
    return text(texts.map(({ zh }) => zh).join('、') || '—', texts.map(({ en }) => en).join(', ') || '—')
  }
  if (!ID.test(value)) return wordText(value)
  const name = names.get(value) ?? `…${value.slice(-6)}`
  return text(name, name)
}

function wordText(word: string): Text {
  return known(VALUES, word) ?? known(ROLES, word) ?? known(STAGES, word) ?? known(CAPTURE, word) ?? text(word, word)
}

/** Whether who acted did it to nobody else, such as signing in: then the thing says nothing more. */
export function isToSelf(line: AuditLine): boolean {
  return line.subject_id === (line.actor === 'staff' ? line.staff : line.actor === 'student' ? line.account : undefined)
}

/** The whole sentence, for files and for those who listen. */
export function sentenceOf(line: AuditLine, names: Names): Text {
  const [who, what, thing] = [actorText(line, names), actionText(line), subjectText(line, names)]
  if (isToSelf(line)) return text(`${who.zh} ${what.zh}`, `${who.en} ${what.en}`)
  return text(`${who.zh} ${what.zh}：${thing.zh}`, `${who.en} ${what.en}: ${thing.en}`)
}

const HEADS: readonly Text[] = [
  text('编号', 'Number'),
  text('时间（中国）', 'Time (China)'),
  text('谁', 'Who'),
  text('谁的编号', 'Id of who'),
  text('做了什么', 'What'),
  text('动作代码', 'Action'),
  text('对象', 'Thing'),
  text('对象类型', 'Kind of thing'),
  text('对象编号', 'Id of the thing'),
  text('其他', 'Else'),
]

/** The lines as rows of a file, heads first. */
export function rowsOf(lines: readonly AuditLine[], names: Names, language: Language): readonly (readonly string[])[] {
  const say = (words: Text) => words[language]
  return [
    HEADS.map(say),
    ...lines.map((line) => [
      String(line.number),
      fieldOf(line.at).replace('T', ' '),
      say(actorText(line, names)),
      line.actor === 'staff' ? line.staff : line.actor === 'student' ? line.account : '',
      say(actionText(line)),
      line.action,
      say(subjectText(line, names)),
      line.subject,
      line.subject_id,
      detailsOf(line, names).map(({ label, value, id }) => `${say(label)} ${id ?? say(value)}`).join('; '),
    ]),
  ]
}
