/** Batches in words. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

import type { PlanDraft } from './draft'

/** The fields of a plan, as the form and the lists of changes call them. */
export const PLAN_FIELDS: Readonly<Record<keyof PlanDraft, Text>> = {
  name: text('批次名称', 'Name'),
  mode: text('采集方式', 'How students come'),
  featureCode: text('特征码', 'Feature code'),
  region: text('地区', 'Region'),
  schools: text('学校', 'Schools'),
  cohorts: text('采集对象', 'Who graduates'),
  opensAt: text('开始时间', 'Opens'),
  closesAt: text('截止时间', 'Closes'),
  hasHours: text('每天限定时段', 'Daily hours'),
  hoursFrom: text('每天从', 'Every day from'),
  hoursUntil: text('每天到', 'Every day until'),
  spec: text('照片标准', 'Standard'),
  background: text('成片底色', 'Background'),
  capture: text('照片来源', 'Photos come from'),
  attempts: text('可提交次数', 'Attempts'),
  checks: text('免费检查次数', 'Free checks'),
  replaceDays: text('退回后可重拍', 'Days for another photo'),
  price: text('费用', 'Fee'),
  originalsDays: text('原图保留', 'Originals stay'),
  portraitsDays: text('成片保留', 'Portraits stay'),
  photoNotBefore: text('照片不早于', 'No photo before'),
  glasses: text('眼镜', 'Glasses'),
  review: text('审核', 'Review'),
  noticeZh: text('采集须知（中文）', 'Notice in Chinese'),
  noticeEn: text('采集须知（英文）', 'Notice in English'),
  slug: text('链接结尾', 'End of the link'),
}

export const MODES: Readonly<Record<PlanDraft['mode'], Text>> = {
  group: text('集中采集（凭学校特征码）', 'Together, by the feature code of their school'),
  individual: text('散拍采集（按地区）', 'One by one, by region'),
}

export const CAPTURE: Readonly<Record<Schemas['CaptureSource'], Text>> = {
  'live-camera': text('用手机相机拍', 'Camera of a phone'),
  album: text('可从相册选', 'Album'),
  onsite: text('到店拍摄', 'In the studio'),
}

export const GLASSES: Readonly<Record<Schemas['Glasses'], Text>> = {
  forbidden: text('一律不戴', 'None'),
  allowed: text('可以戴，镜片要清、不挡眼睛', 'Clear ones that leave the eyes free'),
}

export const REVIEW: Readonly<Record<Schemas['ReviewPolicy'], Text>> = {
  centre: text('只由中心审核', 'By the centre'),
  'school-then-centre': text('学校先审，中心再审', 'By the school, then by the centre'),
}

/** The standards that are built in; a batch of another one keeps its name as it is. */
export const SPECS: Readonly<Record<string, Text>> = {
  'guangdong-2023': text('广东 2023 年图像采集通知', 'Guangdong notice of 2023'),
  'cn-diploma-99': text('国家标准（教毕指〔2017〕99号）', 'National standard (99号, 2017)'),
}

/** Levels that rosters usually have. */
export const LEVELS = ['专升本', '高起专', '高起本', '本科', '专科', '硕士研究生', '博士研究生'] as const
