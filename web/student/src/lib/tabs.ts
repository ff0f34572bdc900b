/** The tab bar speaks the language of the pages. Platforms let only a tab's own page change it. */
import { onShow } from '@dcloudio/uni-app'
import { watch } from 'vue'

import { TABS } from '../words'

import { language, say } from './language'

/** For the pages that are tabs. */
export function useTabs(): void {
  onShow(entitle)
  watch(language, entitle)
}

function entitle(): void {
  TABS.forEach((text, index) => {
    uni.setTabBarItem({ index, text: say(text), fail: () => undefined })
  })
}
