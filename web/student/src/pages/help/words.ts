/** Questions that students ask, answered as the collection's notice and manual do. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

/** A question and its answer. */
export interface Answer {
  readonly question: Text
  readonly answer: Text
}

/** Answers that belong together. */
export interface Topic {
  readonly name: Text
  readonly answers: readonly Answer[]
}

export const HELP = {
  title: text('常见问题', 'Questions and answers'),
  search: text('搜一搜', 'Search'),
  searchPlaceholder: text('例如：眼镜、采集码、退款', 'Such as glasses, code, refund'),
  none: text('没有找到“{}”。换个词试试，或者问客服。', 'Nothing about “{}”. Try another word, or ask.'),
  contact: text('联系客服', 'Contact'),
  still: text('没有找到答案', 'Still looking for an answer'),
  stillNote: text('打电话或者留言，采集中心会回答。', 'Call the centre or leave a question.'),
} satisfies Record<string, Text>

function answer(question: [string, string], reply: [string, string]): Answer {
  return { question: text(...question), answer: text(...reply) }
}

export const TOPICS: readonly Topic[] = [
  {
    name: text('采集码与添加学历', 'Collection code and adding a degree'),
    answers: [
      answer(
        ['采集码在哪里找？', 'Where is the collection code?'],
        [
          '三个地方都可以，任选一个，保存或截图完整的二维码卡片：\n· 学信网“学信档案”（手机、电脑一样）：登录 → 我的学籍 → 选择这份学籍 → 查看图像采集码\n· 微信公众号“学信网”：绑定账号 → 学信账号 → 学籍学历信息 → 选择学籍\n· 学信网 App：登录 → 学籍查询 → 选择学籍',
          'In any of three places; keep or capture the whole card with the QR code:\n· The registry’s site, 学信档案 (phone or computer): sign in → my 学籍 → choose it → its collection code\n· The WeChat account 学信网: bind → 学信账号 → 学籍学历信息 → choose it\n· The 学信网 app: sign in → 学籍查询 → choose it',
        ],
      ),
      answer(
        ['特征码是什么？', 'What is the feature code?'],
        [
          '学校在采集通知里公布的四到八位字母和数字，代表你所在的批次，不分大小写。扫学校发的二维码进来时不用填。找不到请问班主任或教学点。',
          'Four to eight letters and digits in the notice of your school; they stand for its collection, in capitals or not. Who comes by the school’s QR code need not enter it. If you cannot find it, ask your teacher.',
        ],
      ),
      answer(
        ['证件后四位有字母或括号怎么填？', 'My ID number ends with a letter or a bracket'],
        [
          '按证件填最后四位，字母 X 也算一位，大小写都可以；括号、空格和横线不填。例如 A123456(7) 填 4567。',
          'Enter its last four characters; the letter X is one of them, in either case. Leave out brackets, spaces and hyphens: A123456(7) gives 4567.',
        ],
      ),
      answer(
        ['提示采集码已被别人添加', 'Somebody else has added my code'],
        [
          '一个采集码只能在一个账号里使用。先看看是不是用自己的另一个手机号添加过；如果不是，请联系采集中心，核对后工作人员会解除那边的关联，你再添加一次。',
          'A code works in one account only. See whether you added it with another number of yours. If not, contact the centre: its staff checks, releases it there, and you add it again.',
        ],
      ),
      answer(
        ['我有两个学籍', 'I have two degrees'],
        [
          '每个学籍有自己的采集码，请分别添加、分别拍摄。认出后会显示学校和层次，请看清再确认。两份学历不能用同一张照片，学信网会退回。',
          'Each has a code of its own: add both, and take a photo for each. School and level are shown first; look at them before you confirm. The registry returns the same shot for two diplomas.',
        ],
      ),
      answer(
        ['港澳台学生要注意什么？', 'I am from Hong Kong, Macau or Taiwan'],
        [
          '请先在学信网完成身份核验，之后才能看到学籍和采集码。手机号前加区号，如 +852、+853、+886。',
          'Have your identity verified at the registry first; only then your record and code show. Begin your mobile number with +852, +853 or +886.',
        ],
      ),
    ],
  },
  {
    name: text('拍照与审核', 'Photo and review'),
    answers: [
      answer(
        ['照片有什么要求？', 'What does the photo need?'],
        [
          '坐直、正对镜头、表情自然，双眼睁开，嘴闭上，两肩放平。\n露出眉毛、双眼和双耳；摘下帽子、耳环、项链；不化浓妆。眼镜按批次要求，一般要摘下。\n衣服素色有领，不穿蓝色，不要复杂图案。\n请别人用后置摄像头拍，站在浅色干净的墙前，光线均匀。',
          'Sit upright, face the lens, look natural, eyes open, mouth closed, shoulders level.\nShow brows, eyes and both ears; no hat, earrings or necklace, no heavy make-up. Glasses are usually taken off; your collection says.\nPlain clothes with a collar, not blue.\nHave someone use the rear camera, in front of a plain light wall, in even light.',
        ],
      ),
      answer(
        ['为什么不能用美颜？', 'Why no beauty mode?'],
        [
          '照片要印在毕业证书上，还要与录取照片比对。磨皮、瘦脸、美颜相机会让比对不通过，这样的照片不做处理。请用手机自带相机，并关闭美颜。',
          'The portrait goes on your diploma and is compared with your admission photo. Smoothing and reshaping make that go wrong, so such photos are not taken. Use the phone’s own camera with beauty mode off.',
        ],
      ),
      answer(
        ['照片为什么没有通过？', 'Why was my photo not accepted?'],
        [
          '首页这份学历的卡片上写着原因。常见的有：头发遮住眉毛、没有露出双耳、闭眼、脸上一边亮一边暗、衣服与背景同色、用了美颜，以及与录取照片或其他证件是同一张。按原因调整后，在截止前重拍一张就可以。',
          'The reasons stand on the card of that degree on Home. Common ones: hair over the brows, ears not shown, eyes closed, one side of the face darker, clothes like the background, beauty mode, or the very shot of your admission or another document. Mind them and take another before the deadline.',
        ],
      ),
      answer(
        ['审核要多久？能撤回吗？', 'How long is the review? Can I take the photo back?'],
        [
          '一般一到三天，结果会通知你。审核期间可以在首页撤回重拍；通过以后照片锁定，不能再撤回或修改。',
          'Usually one to three days; you are told the result. Until then you can withdraw the photo on Home. Once approved it is locked.',
        ],
      ),
      answer(
        ['可以拍几次？', 'How many times can I try?'],
        [
          '自动检查和提交审核各有次数，首页会写明还剩几次。检查不合格不占提交次数，审核有结论前撤回也不占，可以多试几张再提交。',
          'Checks and submissions are counted apart; Home shows what is left. Neither a photo that does not pass the check nor one that you withdraw before the decision costs a submission, so try several before you submit.',
        ],
      ),
    ],
  },
  {
    name: text('通过之后与错过时间', 'Afterwards, and when time has run out'),
    answers: [
      answer(
        ['什么时候能在学信网看到照片？', 'When does the registry show it?'],
        [
          '采集结束后约 30 天，请登录学信网核对。冲印照片约 40 天，由采集中心统一寄到学校，不用填地址。照片报送以后不能更改。',
          'About 30 days after the collection ends; please look at it there. Prints take about 40 days and go to your school. Once handed over, the portrait cannot be changed.',
        ],
      ),
      answer(
        ['错过了采集时间怎么办？', 'I have missed the time'],
        [
          '可以改为散拍（单独采集）：在“添加学历”里选择所在地区，按指引拍摄，或预约现场拍摄。费用和领取方式以采集中心的说明为准。',
          'Go on alone: choose your region under “Add a degree”, then take the photo or book a studio. The centre says what it costs and how prints reach you.',
        ],
      ),
      answer(
        ['可以用照相馆或其他网站的照片吗？', 'May I use a photo from elsewhere?'],
        [
          '只有从这里提交并通过审核的照片才算数。其他渠道采集的不能用于毕业证书，请不要重复付费。',
          'Only photos that were submitted and approved here count. Those from elsewhere cannot go on the diploma; please do not pay twice.',
        ],
      ),
    ],
  },
  {
    name: text('费用、订单与发票', 'Fees, orders and invoices'),
    answers: [
      answer(
        ['费用是多少，什么时候付？', 'What does it cost, and when do I pay?'],
        [
          '第一页就写着价格。按批次的规定，在拍照前或提交前付款；由学校统一支付的批次不用付。检查和重拍是否另收费，付款前会写清楚。',
          'The price stands on the first page. You pay before the camera or before submitting, as your collection says; nothing where the school pays. Whether another photo costs again is told before you pay.',
        ],
      ),
      answer(
        ['付了款却显示未支付', 'I have paid, and it says unpaid'],
        [
          '先不要再付一次。在“我的 → 订单管理”里打开这张订单，页面会自己向微信支付核对；网络恢复后几分钟内会更新。多付或付迟的钱会原路退回。',
          'Do not pay again. Open the order under “Me → Orders”: the page asks WeChat Pay by itself and is up to date within minutes once there is a network. What was paid twice or too late goes back the way it came.',
        ],
      ),
      answer(
        ['怎么退款？', 'How do I get my money back?'],
        [
          '在“我的 → 订单管理”里打开订单，点“申请退款”，选原因。还没有采集的费用、还没有开始制作的加洗可以申请；工作人员核对后原路退回，进度写在订单里。',
          'Open the order under “Me → Orders”, ask for a refund and choose the reason. It is possible while nothing was collected, and for prints until they are made. Staff look at it, the money goes back the way it came, and the order tells how far it is.',
        ],
      ),
      answer(
        ['怎么开发票？', 'How do I get an invoice?'],
        [
          '打开已支付的订单，点“申请发票”，填抬头和邮箱；单位抬头要填税号。开出后号码写在订单里。',
          'Open a paid order, ask for an invoice, and give the title and your e-mail; a company also its tax number. Once issued, its number stands on the order.',
        ],
      ),
    ],
  },
  {
    name: text('照片、加洗与寄送', 'The portrait, prints and parcels'),
    answers: [
      answer(
        ['怎么下载电子照片？', 'How do I download my portrait?'],
        [
          '审核通过后，打开这份学历的照片，可以保存到手机相册，或者发到验证过的邮箱。',
          'Once it is approved, open the photo of that degree: keep it in the album of your phone, or have it sent to an e-mail address that you have verified.',
        ],
      ),
      answer(
        ['怎么加洗照片？', 'How do I order more prints?'],
        [
          '在“我的 → 加洗照片”里选尺寸和版数，先看排版预览，再付款。可以和学校的包裹一起送，也可以另付快递费寄到自己的地址。',
          'Under “Me → Extra prints” choose size and sheets, look at the preview, then pay. They come with the parcel of your school, or, for shipping, to your own address.',
        ],
      ),
      answer(
        ['要填收货地址吗？', 'Do I need to give an address?'],
        [
          '集中采集的照片统一寄到学校，不用填。加洗寄给自己，或者散拍，才要在“我的 → 地址管理”里填写；默认地址用来寄散拍的照片。',
          'Not in a collection of your school: prints go there. Only prints to yourself, and photos taken one by one, need one under “Me → Addresses”; the latter go to the default address.',
        ],
      ),
      answer(
        ['照片寄到哪里了？', 'Where is my parcel?'],
        [
          '首页和订单里写着制作、寄送的日期，以及快递公司和单号。收到后点“确认收货”；少了或坏了请联系采集中心重做。',
          'Home and the order tell when it was made and sent, with courier and number. Say that you have it once it is there; if something is missing or damaged, ask the centre to make it again.',
        ],
      ),
    ],
  },
  {
    name: text('预约、账号与我的资料', 'Appointments, account and your data'),
    answers: [
      answer(
        ['怎么预约现场拍摄？', 'How do I book a studio?'],
        [
          '批次可以现场采集的，在首页这份学历的卡片里点“预约到店拍摄”，选地点和时间。来不了请提前取消，把位置让给别人。',
          'Where your collection has studios, press the appointment on the card of that degree, and choose place and time. If you cannot come, cancel it in time for others.',
        ],
      ),
      answer(
        ['信息不是我的，或者有错', 'The data are not mine, or are wrong'],
        [
          '添加学历时看清学校、层次和打了码的姓名；不是自己的请点“不是我”。已经添加的请联系采集中心，工作人员核对后更正或解除。',
          'Look at school, level and the masked name when you add a degree, and say so if it is not you. After that, contact the centre: its staff checks, then corrects or releases it.',
        ],
      ),
      answer(
        ['换了手机号怎么办？', 'I have another mobile number'],
        [
          '旧号还能收短信，在“我的 → 更换手机号”里更换；收不到了请联系采集中心。',
          'If the old one still receives messages, change it under “Me → Change the number”; if not, contact the centre.',
        ],
      ),
      answer(
        ['怎么查看、导出或删除我的资料？', 'How do I see, export or delete my data?'],
        [
          '在“我的 → 我的数据”里可以看同意了什么、撤回同意、导出全部资料，或者删除账号。已经报送学信网的照片按规定保留。',
          'Under “Me → My data” see what you have agreed to, take it back, export everything, or delete the account. What was handed to the registry stays as the rules demand.',
        ],
      ),
    ],
  },
]
