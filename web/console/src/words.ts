/** Words that several pages share. What failures say comes from the API and the shared texts. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export { text }

/** Titles of the pages. */
export const TITLES = {
  account: text('我的账户', 'My account'),
  console: text('采像工作台', 'Caixiang console'),
  gallery: text('组件一览', 'Parts of pages'),
  home: text('首页', 'Home'),
  notAllowed: text('这个页面不在你的职责内', 'This page is not part of your role'),
  notFound: text('没有这个页面', 'There is no such page'),
  secondFactor: text('动态验证码', 'Second factor'),
  signIn: text('登录工作台', 'Sign in to the console'),
} satisfies Record<string, Text>

export const WORDS = {
  again: text('再试一次', 'Try again'),
  loading: text('正在载入…', 'Loading…'),
  toHome: text('回到首页', 'Back to home'),
} satisfies Record<string, Text>
