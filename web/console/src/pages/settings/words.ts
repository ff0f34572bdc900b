/** Words of settings and keys. Every word of the API has its own here. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'
import type { Tone } from '../../ui/tone'
import { text } from '../../words'

export const SETTINGS_WORDS = {
  ask: text('现在重新加密？', 'Reseal now?'),
  askHow: text('用当前密钥把全部数据再检查一遍。服务照常使用，可能需要几分钟到几小时。', 'Everything is looked at once more and sealed under the present keys. The service goes on meanwhile; it takes minutes to hours.'),
  begin: text('立即重新加密', 'Reseal now'),
  begun: text('已安排，很快开始。', 'It will begin in a moment.'),
  find: text('查找设置', 'Find a setting'),
  former: text('旧密钥（个）', 'Former keys'),
  gateways: text('外部服务', 'Services of others'),
  general: text('总体', 'General'),
  hidden: text('已设置（不显示）', 'Set, not shown'),
  key: text('密钥', 'Key'),
  keys: text('密钥', 'Keys'),
  lastRun: text('最近一次', 'Last run'),
  nothing: text('没有这样的设置', 'No such setting'),
  nothingHow: text('换一个词再找。', 'Try another word.'),
  objects: text('文件', 'Objects'),
  objectsUnopened: text('个文件打不开，请保留所有旧密钥并请部署者检查备份', 'objects cannot be opened: keep every old key, and have the backups looked into'),
  of: text('共', 'of'),
  origin: text('来源', 'From'),
  purpose: text('用途', 'Purpose'),
  resealed: text('重新加密', 'sealed again'),
  restart: text('修改任何设置都要由部署者在服务器上进行，重启服务后生效；只有密钥文件会自动重新读取。', 'Settings are changed on the server and take effect when the service starts again; the key file alone is read anew by itself.'),
  rows: text('行', 'Rows'),
  rowsLeft: text('行仍在旧密钥下，下一次会再处理', 'rows are still under a former key; the next run takes them'),
  setting: text('设置', 'Setting'),
  settings: text('设置', 'Settings'),
  shared: text('这套系统服务多个采集中心，设置和密钥由部署者在服务器上查看。', 'This installation serves several centres: settings and keys are looked after on the server.'),
  since: text('使用起始', 'Used since'),
  sinceUnknown: text('一小时内可知', 'Known within the hour'),
  unset: text('未设置', 'Not set'),
  value: text('值', 'Value'),
}

export const ORIGINS: Readonly<Record<Schemas['SettingOrigin'], Text>> = {
  default: text('默认', 'Default'),
  file: text('配置文件', 'File'),
  variable: text('环境变量', 'Variable'),
  flag: text('命令行', 'Command line'),
}

export const GATEWAYS: Readonly<Record<Schemas['GatewayName'], Text>> = {
  wechat: text('微信小程序', 'WeChat mini-program'),
  'official-account': text('微信公众号', 'WeChat official account'),
  sms: text('短信', 'Short messages'),
  mail: text('邮件', 'Mail'),
  pay: text('支付', 'Payments'),
}

export const STANDINGS: Readonly<Record<Schemas['GatewayStanding'], { readonly tone: Tone; readonly label: Text }>> = {
  connected: { tone: 'good', label: text('已接入', 'Connected') },
  'stand-in': { tone: 'attention', label: text('由本机模拟，仅供试用', 'Played by this machine, for trials') },
  'switched-off': { tone: 'quiet', label: text('已关闭：配置里写了 off', 'Off: the configuration says so') },
  'not-set': { tone: 'quiet', label: text('没有接入：配置里没有写', 'Off: nobody has set it up') },
}

export const PURPOSES: Readonly<Record<Schemas['KeyPurpose'], Text>> = {
  master: text('加密个人信息和照片', 'Seals personal values and photos'),
  index: text('按号码查找', 'Finds by number'),
  link: text('图片链接', 'Links to pictures'),
  naming: text('文件名', 'Names of objects'),
}

/** Between the run that was through and the one that makes sure of it. */
export const BETWEEN_LOOKS: { readonly tone: Tone; readonly label: Text } = {
  tone: 'accent',
  label: text('已检查一遍，一小时内再核对一遍', 'Looked at once; looked at again within the hour'),
}

export const STAGES: Readonly<Record<Schemas['ResealingStage'], { readonly tone: Tone; readonly label: Text }>> = {
  done: { tone: 'good', label: text('全部数据都在当前密钥下', 'All is sealed under the present keys') },
  running: { tone: 'accent', label: text('正在重新加密', 'Sealing again') },
  due: { tone: 'attention', label: text('等待检查，每小时自动进行', 'Waits for a look, which comes every hour') },
}
