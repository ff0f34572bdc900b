import { expect, test } from 'vitest'

import { posterAddress } from './poster'

test('a poster is asked for by what it is of', () => {
  expect(posterAddress({ kind: 'batch', id: 'b1' }, 'pdf')).toBe('/api/v1/staff/batches/b1/poster?file=pdf')
  expect(posterAddress({ kind: 'region', id: 'r1' }, 'png')).toBe('/api/v1/staff/regions/r1/poster?file=png')
})
