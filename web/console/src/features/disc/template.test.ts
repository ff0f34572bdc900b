import { expect, test } from 'vitest'

import { DISC_TEMPLATES, exampleOf, isTemplate } from './template'

test('what schools usually ask for is taken, and shown with a student', () => {
  expect(DISC_TEMPLATES.map(({ value }) => isTemplate(value))).not.toContain(false)
  expect(exampleOf('{college}/{class}/{serial}_{number}.jpg')).toBe('文学院/汉语言1班/0007_2021050123.jpg')
  expect(exampleOf('{id}/{number')).toBe('{id}/{number')
})

test.each(['', '{number}', '{number}.png', '{name}.jpg', '{number}/photo.jpg', '/{number}.jpg', '{id}/{number}.jpg', '{number.jpg', `${'a'.repeat(200)}{number}.jpg`])(
  'what names no photo is told before it is sent: %s',
  (template) => {
    expect(isTemplate(template)).toBe(false)
  },
)
