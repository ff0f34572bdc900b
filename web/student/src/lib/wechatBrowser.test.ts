import { beforeEach, describe, expect, it, vi } from 'vitest'

import { isInWeChat, returnFromWeChat, visitAddress } from './wechatBrowser'

const kept = new Map<string, string>()
const replaced: string[] = []

beforeEach(() => {
  kept.clear()
  replaced.length = 0
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
  vi.stubGlobal('history', { state: {}, replaceState: (_state: unknown, _title: string, path: string) => replaced.push(path) })
  vi.stubGlobal('location', { pathname: '/m/pages/sign-in/sign-in' })
})

describe('isInWeChat', () => {
  it.each([
    ['Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile MicroMessenger/8.0.44(0x18002c2f) NetType/WIFI', true],
    ['Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0.44 miniProgram/wx0000000000000001', false],
    ['Mozilla/5.0 (iPhone) AppleWebKit/605 Version/17.0 Mobile Safari/604.1', false],
  ])('%s', (agent, expected) => {
    expect(isInWeChat(agent)).toBe(expected)
  })
})

it('leaves the order of the parameters as WeChat wants it', () => {
  const template = 'https://open.example/authorize?appid=wx2&redirect_uri={redirect_uri}&response_type=code&state={state}#wechat_redirect'
  expect(visitAddress(template, 'https://caixiang.example/m/?a=1', 'link.ab')).toBe(
    'https://open.example/authorize?appid=wx2&redirect_uri=https%3A%2F%2Fcaixiang.example%2Fm%2F%3Fa%3D1&response_type=code&state=link.ab#wechat_redirect',
  )
})

describe('returnFromWeChat', () => {
  it('takes the code that this tab asked for, once', () => {
    kept.set('wechat-visit', 'link.aa')
    expect(returnFromWeChat({ code: 'c1', state: 'link.aa' })).toEqual({ purpose: 'link', code: 'c1' })
    expect(replaced).toEqual(['/m/pages/sign-in/sign-in'])
    expect(returnFromWeChat({ code: 'c1', state: 'link.aa' })).toBeUndefined()
  })

  it('takes no code that somebody else brought', () => {
    kept.set('wechat-visit', 'sign-in.aa')
    expect(returnFromWeChat({ code: 'c1', state: 'sign-in.bb' })).toBeUndefined()
    expect(returnFromWeChat({ code: 'c1', state: '' })).toBeUndefined()
    expect(returnFromWeChat({ state: 'sign-in.aa' })).toBeUndefined()
    expect(returnFromWeChat(undefined)).toBeUndefined()
  })
})
