/** What the sign-in page says. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const SIGN_IN = {
  title: text('登录', 'Sign in'),
  heading: text('用手机号登录', 'Sign in by phone'),
  forCode: text('采集码图片已经选好并保留着，登录后自动识别。', 'Your picture of the code is kept. It is read by itself once you have signed in.'),
  lead: text('第一次登录会自动注册，不用设密码。', 'The first time, an account is made for you. There is no password.'),
  phone: text('手机号', 'Mobile number'),
  phoneHelp: text('港澳台号码请加区号，如 +852。', 'For Hong Kong, Macau and Taiwan begin with the code, such as +852.'),
  askCode: text('获取验证码', 'Send me a code'),
  code: text('短信验证码', 'Code of the message'),
  codeHelp: text('六位数字，已发送到 {}', 'Six digits, sent to {}'),
  again: text('重新获取', 'Send another code'),
  againIn: text('{} 秒后可重新获取', 'Another code in {} seconds'),
  otherPhone: text('换一个手机号', 'Use another number'),
  haveCode: text('我已收到验证码', 'I have the code'),
  notComing: text('没收到？请看看短信的拦截箱，或核对号码。', 'Nothing came? Look into the filtered messages, or check the number.'),
  signIn: text('登录', 'Sign in'),
  ownerAsked: text(
    '这个手机号的账号里已有毕业证照片信息，而且很久没有登录或换了微信。请再填一项，确认是你本人。',
    'The account of this number holds a diploma photo, and nobody has signed in for long, or with another WeChat. One more thing shows that it is yours.',
  ),
  ownerAskedAgain: text('更换手机号前，请再填一项，确认是你本人。', 'Before the number is changed, one more thing shows that it is you.'),
  change: text('更换手机号', 'Change the number'),
  newPhone: text('新手机号', 'New mobile number'),
  ownerFour: text('证件号码后四位', 'Last four of your ID'),
  ownerFourHelp: text('末位是字母 X 的也请填写', 'A final X counts as one of the four'),
  notMine: text('这不是我，重新开始', 'Not mine, start anew'),
  anewAsk: text('用这个手机号重新开始？', 'Start anew with this number?'),
  anewThen: text(
    '原来的账号不再使用这个手机号，里面的信息你看不到；你会得到一个新的账号。如果原来的账号是你的，请返回填写证件号码后四位。',
    'The former account loses this number and you see nothing of it; you get a new one. If the former account is yours, go back and enter the last four of your ID.',
  ),
  anewYes: text('重新开始', 'Start anew'),
  usedFor: text('手机号用来做什么', 'What your number is used for'),
  usedForLines: text(
    '登录和找回账号；审核结果、截止时间等通知。不用于推销，不提供给他人。登录以前，谁都可以先看首页和常见问题。',
    'Signing in, and messages such as the result of the review and deadlines. It is not used for advertising and not passed on. Home and the answers to questions are open to everyone.',
  ),
  wechat: text('微信一键登录', 'Sign in with WeChat'),
  wechatPhone: text('授权手机号并登录', 'Allow the phone number and sign in'),
  wechatRefused: text('没有获得手机号。可以再点一次，也可以用短信验证码登录。', 'The number was not given. Try again, or sign in with a code by message.'),
  wechatUnknown: text(
    '这个微信第一次在这里登录。请用手机号验证一次，之后可以直接用微信登录。',
    'This WeChat is new here. Sign in by phone once; after that WeChat is enough.',
  ),
  linkAsk: text(
    '已登录。这个微信是你本人的吗？关联以后，用它打开就能直接登录。',
    'You are signed in. Is this WeChat your own? Once linked, it alone signs you in.',
  ),
  linkWeChat: text('以后用微信登录', 'Use WeChat from now on'),
  linkLater: text('暂不设置', 'Not now'),
  byCode: text('用短信验证码登录', 'Use a code by message'),
  agreeLater: text('登录不等于同意采集照片，那一步会单独征求你的同意。', 'Signing in is no consent to the collection of photos; you will be asked for that separately.'),
} satisfies Record<string, Text>
