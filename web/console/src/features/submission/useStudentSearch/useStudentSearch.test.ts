import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { typedAs } from '../../counter/typed'

import { isCode, useStudentSearch } from './useStudentSearch'

function searching(answers: Parameters<typeof clientOf>[0]) {
  const { api } = clientOf<Blob>(answers)
  return useStudentSearch(api, { isOver: () => false })
}

test('what is found is shown, and nothing before', async () => {
  const { search, found, isLoading } = searching({
    'GET /api/v1/staff/students': good({ items: [{ submission: 's', degree: 'd', stage: 'approved' }] }),
  })
  expect(found.value).toBeUndefined()
  const asked = search('20210001')
  expect(isLoading.value).toBe(true)
  await asked
  expect(found.value).toHaveLength(1)
  expect(isLoading.value).toBe(false)
})

test('what is no number says so', async () => {
  const { search, found, failure } = searching({ 'GET /api/v1/staff/students': problem(422, 'invalid') })
  await search('张三')
  expect(found.value).toBeUndefined()
  expect(failure.value?.kind).toBe('problem')
})

test('without a network nobody is told that there is no such student', async () => {
  const { search, failure } = searching({})
  await search('20210001')
  expect(failure.value).toEqual({ kind: 'no-answer' })
})

const PAYLOAD = btoa(JSON.stringify({ cjm: 'A1', yxdm: '10574', xh: '0001' }))

test('what a scanner has read is a code, and neither a number nor a name', () => {
  expect(isCode(typedAs(`${PAYLOAD}\n`))).toBe(true)
  expect(isCode(typedAs('2021 1234-5678'))).toBe(false)
  expect(isCode(typedAs('张三'))).toBe(false)
})

test('a code is asked about as a code', async () => {
  const { api, requests } = clientOf<Blob>({ 'POST /api/v1/staff/counter/payload': good({ items: [{ submission: 's', degree: 'd', stage: 'approved' }] }) })
  const { scan, found } = useStudentSearch(api, { isOver: () => false })
  await scan(PAYLOAD)
  expect(found.value).toHaveLength(1)
  expect(requests.map(({ url }) => url)).toEqual(['/api/v1/staff/counter/payload'])
})
