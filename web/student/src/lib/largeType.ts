/** Larger letters for who asks for them, on this and later visits. */
import { keptSwitch } from '@caixiang/shared/vue/kept/kept'

import { keeper } from './keeper'

/** Whether the pages use larger letters. */
export const isLargeType = keptSwitch(keeper, 'large-type', false)
