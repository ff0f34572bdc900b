/** What the student's own room says. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const ME = {
  title: text('我的', 'Me'),
  signedIn: text('已登录', 'Signed in'),
  withWeChat: text('已登录，可用微信登录', 'Signed in; WeChat works too'),
  guest: text('还没有登录', 'Not signed in'),
  guestNote: text('登录后可以添加学历、提交照片、查看通知', 'Sign in to add a degree, submit a photo and read messages'),
  signIn: text('登录', 'Sign in'),
  notifications: text('通知', 'Messages'),
  phone: text('更换手机号', 'Change the number'),
  phoneNote: text('停用旧号码以前先更换', 'Before you give the old one up'),
  wechat: text('解除微信关联', 'Unlink WeChat'),
  wechatNote: text('换了微信号，或不想用微信登录', 'For another WeChat user, or none'),
  wechatAsk: text('解除与微信的关联？', 'Unlink WeChat?'),
  wechatThen: text('以后用手机号登录，也不再收到微信通知。所有设备都会退出登录。', 'You sign in by your number then, and get no messages by WeChat. All devices are signed out.'),
  wechatYes: text('解除关联', 'Unlink'),
  consents: text('个人信息与同意', 'Personal data and consent'),
  myData: text('我的数据', 'My data'),
  myDataNote: text('导出一份，或删除账号', 'Take a copy, or delete the account'),
  prints: text('订单与冲印', 'Orders and prints'),
  orders: text('订单管理', 'Orders'),
  addresses: text('地址管理', 'Addresses'),
  extraPrints: text('加洗照片', 'Extra prints'),
  display: text('显示', 'Display'),
  language: text('语言', 'Language'),
  largeType: text('大字', 'Large type'),
  largeTypeNote: text('所有文字放大四分之一', 'All letters a quarter larger'),
  more: text('帮助与关于', 'Help and more'),
  help: text('常见问题', 'Questions and answers'),
  contact: text('联系客服', 'Contact'),
  contactNote: text('电话、留言和回复', 'Call, ask, read the answers'),
  about: text('关于采像', 'About Caixiang'),
  signOut: text('退出登录', 'Sign out'),
  signOutAsk: text('退出登录？', 'Sign out?'),
  signOutThen: text('照片和进度都保存着，下次登录接着办。', 'Photos and progress are kept. Sign in again to go on.'),
  here: text('退出这台设备', 'On this device'),
  everywhere: text('退出所有设备', 'On all devices'),
  signedOutOnlyHere: text('这台设备已经退出。当时没有连上网络，其他设备请稍后再登录一次来退出。', 'This device is signed out. There was no connection: to sign out the others, sign in again later.'),
} satisfies Record<string, Text>

export const LANGUAGES = [
  { language: 'zh', name: '中文' },
  { language: 'en', name: 'English' },
] as const
