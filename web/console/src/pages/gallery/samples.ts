/** What the gallery shows in its parts: invented. */
import type { Column } from '../../lib/useColumns/useColumns'
import type { ChartData } from '../../ui/chart/data'
import { text } from '../../words'

export const GALLERY = {
  chart: text('每日审核', 'Reviews per day'),
  create: text('新建批次', 'Make a batch'),
  day: text('日期', 'Day'),
  failed: text('没有载入的表', 'A table that did not come'),
  loading: text('正在载入的表', 'A table on its way'),
  made: text('已新建批次', 'The batch is made'),
  missing: text('请填写名称。', 'Enter a name.'),
  name: text('名称', 'Name'),
  seats: text('名额', 'Seats'),
  summary: text('周三最多', 'Most on Wednesday'),
}

export const COLUMNS: readonly Column<'name' | 'seats'>[] = [
  { name: 'name', title: GALLERY.name, isFixed: true, isWide: true },
  { name: 'seats', title: GALLERY.seats, width: '128px' },
]

export const ROWS = [
  { name: '2026 春季', seats: 3_000 },
  { name: '2026 秋季', seats: 1_200 },
]

export const CHART: ChartData = {
  kind: 'bar',
  labels: [text('周一', 'Mon'), text('周二', 'Tue'), text('周三', 'Wed')],
  series: [
    { name: text('通过', 'Approved'), values: [120, 180, 240] },
    { name: text('驳回', 'Rejected'), values: [12, 30, 9] },
  ],
}
