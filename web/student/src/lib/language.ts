/** The language of the pages: what the student chose, else what the phone speaks. */
import { createLanguage } from '@caixiang/shared/vue/language/language'

import { keeper } from './keeper'

export const { language, say, sayWith } = createLanguage(keeper, () => uni.getSystemInfoSync().language ?? '')
