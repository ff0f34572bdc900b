/** What a chart shows: the same figures stand in its table. */
import type { Text } from '@caixiang/shared/text/text'

interface ChartSeries {
  readonly name: Text
  /** One per label. */
  readonly values: readonly number[]
}

export interface ChartData {
  readonly kind: 'bar' | 'line'
  /** What stands below the bars or points. */
  readonly labels: readonly Text[]
  readonly series: readonly ChartSeries[]
}

/** How it looks now: colours of the theme, words of the language. */
export interface ChartLook {
  readonly language: 'zh' | 'en'
  /** Of the page, since the room for words is measured. */
  readonly font: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly card: string
  /** Of the series, one after the other. */
  readonly colours: readonly string[]
}

/** A chart in the page. */
export interface DrawnChart {
  readonly draw: (data: ChartData, look: ChartLook) => void
  readonly resize: () => void
  readonly remove: () => void
}
