/** Words of the help. */
import { text } from '../../words'

export const HELP_WORDS = {
  keysEverywhere: text('所有页面的按键', 'Keys on every page'),
  keysHere: text('本页的按键', 'Keys on this page'),
}
