/** What the app says of itself. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const ABOUT = {
  title: text('关于采像', 'About Caixiang'),
  name: text('采像', 'Caixiang'),
  what: text('学历证书图像采集系统', 'Collection of diploma portraits'),
  staff: text('工作人员入口', 'For staff'),
  staffNote: text('审核员、学校和采集中心在电脑上使用的工作台。', 'The console of reviewers, schools and centres, on a computer.'),
  version: text('版本', 'Version'),
  licence: text('许可证', 'Licence'),
  openSource: text('开放源代码', 'Open source'),
  openSourceNote: text('任何人都可以查看、使用和改进它的程序。', 'Anyone may read, use and improve the program.'),
  responsible: text('谁对你的照片负责', 'Who is responsible for your photos'),
  responsibleNote: text('采集、审核和报送由下面的采集中心负责，有疑问请联系他们。', 'The centre below collects, reviews and hands over the photos. Please turn to it with questions.'),
  responsibleGuest: text('由组织采集的采集中心负责。登录并添加学历后，这里会显示它的名称和联系方式。', 'The collection centre is. Once you have signed in and added a degree, its name and contact stand here.'),
  promises: text('我们怎样对待照片', 'How photos are treated'),
  promisesLines: text(
    '只换背景和尺寸，不修饰面部。\n不提取、不保存人脸识别特征。\n照片加密保存，查看和导出都有记录。\n只认从这里提交的照片，其他渠道的不算数。',
    'Only background and size are changed; the face is not touched.\nNo facial recognition features are computed or kept.\nPhotos are kept encrypted; who looks and exports is recorded.\nOnly photos that are submitted here count.',
  ),
} satisfies Record<string, Text>
