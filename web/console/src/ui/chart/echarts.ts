/** Draws charts with ECharts: the parts that are used, one by one. Comes when the first chart is shown. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import type { EChartsCoreOption } from 'echarts/core'

// Shapes in the page: sharp at every size, and the same in every screenshot.
import { SVGRenderer } from 'echarts/renderers'

import type { ChartData, ChartLook, DrawnChart } from './data'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** A chart within `element`. */
export function createChart(element: HTMLElement): DrawnChart {
  const chart = init(element, undefined, { renderer: 'svg' })
  return {
    draw: (data, look) => {
      chart.setOption(optionsOf(data, look), { notMerge: true })
    },
    resize: () => {
      chart.resize()
    },
    remove: () => {
      chart.dispose()
    },
  }
}

/** What ECharts is told. */
export function optionsOf({ kind, labels, series }: ChartData, look: ChartLook): EChartsCoreOption {
  const { language, font, ink, quiet, line, card, colours } = look
  const axis = { axisLabel: { color: quiet }, axisLine: { lineStyle: { color: line } }, splitLine: { lineStyle: { color: line } } }
  return {
    // Who does not want it gets none; for all others it is no news.
    animation: false,
    color: [...colours],
    textStyle: { color: ink, fontFamily: font },
    grid: { top: series.length > 1 ? 40 : 16, right: 16, bottom: 28, left: 8 },
    ...(series.length > 1 ? { legend: { textStyle: { color: ink }, top: 0, left: 0 } } : {}),
    tooltip: { trigger: 'axis', confine: true, backgroundColor: card, borderColor: line, textStyle: { color: ink } },
    xAxis: { type: 'category', data: labels.map((label) => label[language]), ...axis },
    yAxis: { type: 'value', ...axis },
    series: series.map(({ name, values }) => ({ type: kind, name: name[language], data: values, barMaxWidth: 48 })),
  }
}
