import { expect, test } from 'vitest'

import { isSame, newestOf } from './newest'

const file = (name: string, lastModified: number, size = 10) => ({ name, lastModified, size })

test('the newest picture since the student was opened', () => {
  const files = [file('before.jpg', 5), file('one.JPG', 20), file('two.jpeg', 30), file('two.cr3', 40), file('empty.jpg', 50, 0)]
  expect(newestOf(files, 10)?.name).toBe('two.jpeg')
  expect(newestOf(files, 31)).toBeUndefined()
})

test('a file that grows is another one', () => {
  expect(isSame(file('one.jpg', 20), file('one.jpg', 20))).toBe(true)
  expect(isSame(file('one.jpg', 20), file('one.jpg', 21, 12))).toBe(false)
  expect(isSame(undefined, file('one.jpg', 20))).toBe(false)
})
