import { expect, test } from 'vitest'

import { entranceOf, posterCodeOf, slugOfScan } from './entrance'
import type { LaunchQuery } from './entrance'

function check(query: LaunchQuery, expected: string | undefined): void {
  expect(entranceOf(query), JSON.stringify(query)).toBe(expected)
}

test('browsers are opened with the end of the link', () => {
  check({ link: 'demo-group' }, 'demo-group')
  check({ link: 'DEMO-GROUP' }, 'demo-group')
  check({ link: '../x' }, undefined)
  check({}, undefined)
})

test('a mini-program is opened by its own code or by an ordinary one', () => {
  check({ scene: 'demo-group' }, 'demo-group')
  check({ scene: 'link%3Ddemo-group' }, 'demo-group')
  check({ q: 'https%3A%2F%2Fcaixiang.example%2Fb%2Fdemo-group' }, 'demo-group')
  check({ q: 'https://caixiang.example/sub/b/Demo-Group?from=poster' }, 'demo-group')
  check({ q: 'https://caixiang.example/m/pages/add-degree/add-degree?x=1&link=demo-group#a' }, 'demo-group')
  check({ q: 'https://caixiang.example/about' }, undefined)
  check({ q: '%E0%A4%A' }, undefined)
  check({ scene: 1011 }, undefined)
})

test('a scanned text is an address or the end of one', () => {
  expect(slugOfScan(' https://caixiang.example/b/demo-group ')).toBe('demo-group')
  expect(slugOfScan('demo-group')).toBe('demo-group')
  expect(slugOfScan('https://caixiang.example/b/')).toBeUndefined()
  expect(slugOfScan('eyJzamMiOjE2')).toBe('eyjzammioje2')
  expect(slugOfScan('采集码')).toBeUndefined()
})

test('a poster brings the feature code along', () => {
  expect(posterCodeOf({ link: 'demo-group', code: 'J9VG24' })).toBe('J9VG24')
  expect(posterCodeOf({ q: 'https%3A%2F%2Fcaixiang.example%2Fb%2Fdemo-group%3Fcode%3DJ9VG24' })).toBe('J9VG24')
  expect(posterCodeOf({ code: '">' })).toBeUndefined()
  expect(posterCodeOf({ link: 'demo-group' })).toBeUndefined()
})
