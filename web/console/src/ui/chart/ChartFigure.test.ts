import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { language } from '../../lib/language'
import { text } from '../../words'

import ChartFigure from './ChartFigure.vue'
import type { ChartData } from './data'
import { createChart, optionsOf } from './echarts'

const drawn = { draw: vi.fn(), resize: vi.fn(), remove: vi.fn() }

vi.mock('./echarts', async (original) => ({
  ...(await original<object>()),
  createChart: vi.fn(() => drawn),
}))

const DATA: ChartData = {
  kind: 'bar',
  labels: [text('周一', 'Mon'), text('周二', 'Tue')],
  series: [{ name: text('通过', 'Approved'), values: [1200, 7] }],
}

// Figures of former tests would be drawn along.
enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
  vi.clearAllMocks()
})

async function figure() {
  const shown = mount(ChartFigure, {
    props: {
      title: text('每日审核', 'Reviews per day'),
      summary: text('周一最多', 'Most on Monday'),
      labelled: text('日期', 'Day'),
      data: DATA,
    },
    attachTo: document.body,
  })
  await vi.dynamicImportSettled()
  await flushPromises()
  return shown
}

test('who does not see it hears what it says, and finds the figures', async () => {
  const shown = await figure()
  expect(shown.find('[role=img]').attributes('aria-label')).toBe('Reviews per day: Most on Monday')
  const rows = shown.findAll('tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))
  expect(rows).toEqual([['Day', 'Approved'], ['Mon', '1,200'], ['Tue', '7']])
})

test('it is drawn anew for other figures and in another language', async () => {
  const shown = await figure()
  expect(drawn.draw).toHaveBeenCalledOnce()
  await shown.setProps({ data: { ...DATA, kind: 'line' } })
  await flushPromises()
  language.value = 'zh'
  await flushPromises()
  const calls = drawn.draw.mock.calls.map(([data, look]) => [(data as ChartData).kind, (look as { language: string }).language])
  expect(calls).toEqual([['bar', 'en'], ['line', 'en'], ['line', 'zh']])
})

test('it goes with its page', async () => {
  const shown = await figure()
  shown.unmount()
  expect(drawn.remove).toHaveBeenCalledOnce()
})

test('where it cannot be drawn, the figures are shown', async () => {
  vi.mocked(createChart).mockImplementationOnce(() => {
    throw new Error('no')
  })
  const shown = await figure()
  expect(shown.find('[role=img]').exists()).toBe(false)
  expect(shown.find('details').attributes()).toHaveProperty('open')
  expect(shown.find('[role=status]').text()).toMatch(/table/)
})

test('several series have a legend, in the present language', () => {
  const look = { language: 'zh', font: '', ink: '', quiet: '', line: '', card: '', colours: [] } as const
  expect(optionsOf(DATA, look)).not.toHaveProperty('legend')
  const two = { ...DATA, series: [...DATA.series, { name: text('驳回', 'Rejected'), values: [1, 2] }] }
  expect(optionsOf(two, look)).toMatchObject({
    legend: {},
    xAxis: { data: ['周一', '周二'] },
    series: [{ name: '通过', type: 'bar' }, { name: '驳回', data: [1, 2] }],
  })
})
