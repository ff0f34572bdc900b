/** Where a photo lies on a disc: a path with fields in curly brackets, as the service takes it. */
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../../words'

/** What schools usually ask for; the first without being asked. */
export const DISC_TEMPLATES: readonly [{ readonly value: string; readonly label: Text }, ...{ readonly value: string; readonly label: Text }[]] = [
  { value: '{college}/{number}.jpg', label: text('学院 / 学号', 'College / number') },
  { value: '{college}/{class}/{number}.jpg', label: text('学院 / 班级 / 学号', 'College / class / number') },
  { value: '{teaching_point}/{number}.jpg', label: text('教学点 / 学号', 'Teaching point / number') },
  { value: '{class}/{number}.jpg', label: text('班级 / 学号', 'Class / number') },
  { value: '{number}.jpg', label: text('只用学号', 'Number alone') },
]

/** A student who shows what comes out. */
const EXAMPLE: Readonly<Record<string, string>> = {
  number: '2021050123',
  name: '李*',
  college: '文学院',
  teaching_point: '广州教学点',
  class: '汉语言1班',
  level: '专升本',
  serial: '0007',
}

const FIELD = /\{([^{}]*)\}/g

/** What a template makes of a student; fields that there are not stand as they were typed. */
export function exampleOf(template: string): string {
  return template.replaceAll(FIELD, (typed, field: string) => (Object.hasOwn(EXAMPLE, field) ? (EXAMPLE[field] ?? typed) : typed))
}

/** Whether the service takes a template, as far as it can be seen here. */
export function isTemplate(template: string): boolean {
  const fields = [...template.matchAll(FIELD)].map(([, field]) => field ?? '')
  const names = template.split('/')
  const name = names.at(-1) ?? ''
  return (
    template.length <= 200 &&
    name.endsWith('.jpg') &&
    (name.includes('{number}') || name.includes('{serial}')) &&
    names.every((part) => part.trim() !== '') &&
    fields.every((field) => Object.hasOwn(EXAMPLE, field)) &&
    !/[{}]/.test(template.replaceAll(FIELD, ''))
  )
}
