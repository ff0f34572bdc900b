/** Words of the home page. */
import { text } from '../../words'

export const HOME = {
  greeting: text('你好，', 'Hello, '),
  nothing: text(
    '现在没有需要你在这里处理的事。审核和学校的页面开放后，会出现在页面上方。',
    'There is nothing for you to do here at the moment. The pages for review and for schools appear at the top of the page when they open.',
  ),
  rooms: text('从这里开始', 'Start here'),
}
