import { expect, test } from 'vitest'
import { computed } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Picture } from '../../../features/review/usePictures/usePictures'

import { EVERYTHING, useLooks } from './useLooks'

/** Where an earlier version of some size lies on a sheet of 480 by 640. */
function check(links: Partial<Schemas['PhotoLinksView']>, [naturalWidth, naturalHeight]: readonly [number, number], expected: object) {
  const sheet = { links: { original: '/now' }, checked: {}, earlier: [{ links }] } as unknown as Schemas['ReviewSheetView']
  const image = { naturalWidth, naturalHeight } as HTMLImageElement
  const pictures = { of: (url: unknown) => (url === '/before' ? ({ state: 'ready', image } satisfies Picture) : undefined), keep: () => undefined, load: () => Promise.resolve() }
  const looks = useLooks({ hand: { current: computed(() => sheet) }, pictures, sharpen: () => undefined })
  looks.comparedAt.value = 0
  expect(looks.compared.value.area).toEqual(expected)
}

test('an earlier version without a portrait keeps its shape', () => {
  check({ original: '/before' }, [4000, 3000], { left: 0, right: 1, top: (1 - 0.5625) / 2, bottom: (1 + 0.5625) / 2 })
  check({ original: '/before' }, [1000, 4000], { left: (1 - 1 / 3) / 2, right: (1 + 1 / 3) / 2, top: 0, bottom: 1 })
})

test('an earlier portrait fills the sheet', () => {
  check({ original: '/else', portrait: '/before' }, [480, 640], EVERYTHING)
})
