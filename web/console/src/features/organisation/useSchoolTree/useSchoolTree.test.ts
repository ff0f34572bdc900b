import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { ref } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { treeFitting, treeOf, useSchoolTree } from './useSchoolTree'

const UNITS = [{ id: 'a', kind: 'college' as const, name: '文学院' }, { id: 'b', kind: 'teaching-point' as const, name: '深圳教学点' }]
const CLASSES = [{ id: '1', unit: 'a', name: '1班' }, { id: '2', unit: 'a', name: '2班' }, { id: '3', name: '直属班' }]

test('classes stand under their units, or under the school itself', () => {
  const { branches, classes } = treeOf(UNITS, CLASSES)
  expect(branches.map(({ unit, classes: own }) => [unit.name, own.length])).toEqual([['文学院', 2], ['深圳教学点', 0]])
  expect(classes.map(({ name }) => name)).toEqual(['直属班'])
})

test('a unit that fits keeps its classes, a class that fits keeps its unit', () => {
  const names = (words: string) => {
    const { branches, classes } = treeFitting(treeOf(UNITS, CLASSES), words)
    return [...branches.flatMap(({ unit, classes: own }) => [unit.name, ...own.map(({ name }) => name)]), ...classes.map(({ name }) => name)]
  }
  expect(names('文学')).toEqual(['文学院', '1班', '2班'])
  expect(names('2')).toEqual(['文学院', '2班'])
  expect(names('直属')).toEqual(['直属班'])
  expect(names('')).toHaveLength(5)
})

test('another school is asked for anew', async () => {
  const school = ref<string | undefined>()
  const { api, requests } = clientOf<Blob>({
    'GET /api/v1/staff/schools/s/units': good({ items: UNITS }),
    'GET /api/v1/staff/schools/s/classes': good({ items: CLASSES }),
    'GET /api/v1/staff/schools/t/units': problem(404, 'not-found'),
  })
  const tree = useSchoolTree(api, { isOver: () => false }, school)
  await flushPromises()
  expect(requests).toEqual([])
  school.value = 's'
  await flushPromises()
  expect(tree.units.value).toHaveLength(2)
  school.value = 't'
  await flushPromises()
  expect(tree.data.value).toBeUndefined()
  expect(tree.failure.value?.kind).toBe('problem')
})
