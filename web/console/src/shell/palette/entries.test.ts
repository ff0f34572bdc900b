import { expect, test } from 'vitest'

import { OPERATOR } from '../../testing'

import { pagesOf } from './entries'

test('no page is offered that needs to know which one', () => {
  const pages = pagesOf({ ...OPERATOR, permissions: ['manage-batches', 'view-money', 'manage-prices', 'operate-service'] })
  expect(pages.length).toBeGreaterThan(5)
  expect(pages.filter(({ id }) => id.includes(':'))).toEqual([])
})
