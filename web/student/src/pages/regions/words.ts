/** The words of going on alone: the region, and the degree that moves there. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const REGIONS = {
  title: text('按地区单独采集', 'On your own, by region'),
  heading: text('你在哪个地区？', 'Which region are you in?'),
  lead: text('错过学校的集中采集，或学校没有组织时，可以在所在地区单独采集（散拍）。不用特征码，费用和时间由当地采集中心公布。', 'If you missed the collection of your school, or it has none, you can be collected alone in your region. No feature code is needed; fee and times are those of the local centre.'),
  field: text('地区名称', 'Region'),
  placeholder: text('例如 韶关', 'Such as 韶关'),
  results: text('可选的地区', 'Regions'),
  none: text('没有找到“{}”。换一个地名试试，例如所在的城市。', 'Nothing found for “{}”. Try another name, such as that of the city.'),
  empty: text('现在还没有开放单独采集的地区，请过些日子再来，或向学校询问。', 'No region is open yet. Come back later, or ask your school.'),
  all: text('看看所有地区', 'Show all regions'),
  many: text('只显示前 20 个，请输入地名缩小范围。', 'The first 20 are shown. Enter a name to find others.'),
  moveHeading: text('转到这个地区单独采集', 'Go on in this region'),
  moveLead: text('“{}”会从原来的批次转到下面的批次。原批次里没有完成的照片会删除，需要重新拍摄。', '“{}” moves from its batch to the one below. Photos that were not finished there are deleted; you take a new one.'),
  move: text('转到这里', 'Move it here'),
  other: text('选别的地区', 'Choose another region'),
  noneOpen: text('{}现在没有开放的单独采集。可以看看别的地区，或过些日子再来。', 'Nothing is open in {} at the moment. Look at other regions, or come back later.'),
} satisfies Record<string, Text>
