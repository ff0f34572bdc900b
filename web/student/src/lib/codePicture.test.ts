import { expect, test } from 'vitest'

import { sentSize } from './codePicture'

test.each([
  [900, 1200, 900, 1200],
  [3000, 4000, 1500, 2000],
  [4000, 1000, 2000, 500],
])('a picture of %i × %i is sent in %i × %i', (width, height, sentWidth, sentHeight) => {
  expect(sentSize(width, height)).toEqual({ width: sentWidth, height: sentHeight })
})
