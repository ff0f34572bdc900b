/** Words of the page of disputes. */
import { text } from '../../words'

export const WORDS_OF_DISPUTES = {
  claimant: text('后来认领的', 'Claimed later'),
  decided: text('已决定，另一方会收到通知。', 'Decided. The other one is told.'),
  decideClaimant: text('归后来认领的一方', 'Decide for the later claim'),
  decideHolder: text('归现在持有的一方', 'Leave it with the holder'),
  emptyHow: text('有两个账号认领同一学历时，会出现在这里。', 'When two accounts claim one degree, it appears here.'),
  emptyTitle: text('没有需要处理的认领', 'Nothing to decide'),
  forClaimant: text('学历归后来认领的一方？', 'Decide for the one who came later?'),
  forClaimantHow: text(
    '现在持有的一方会失去这个学历和它的照片，并收到通知。不能撤销。',
    'The present holder loses the degree with its photos, and is told. This cannot be taken back.',
  ),
  forHolder: text('学历留给现在持有的一方？', 'Leave it with the holder?'),
  forHolderHow: text('后来的认领会被解除，对方会收到通知。不能撤销。', 'The later claim is let go, and its student is told. This cannot be taken back.'),
  holder: text('现在持有的', 'Holds it now'),
  lead: text('先核对证据，再决定；另一方的学历会被解除。', 'Look at the evidence first. The other one’s degree is let go.'),
  history: text('查看进展', 'See where it stands'),
  hint: text('打勾的证据更可信：采集码图片比直接填入的可信，与学校名单一致比只与采集码一致可信。', 'A tick marks what says more: the picture of a code over a typed one, the school’s roster over the code alone.'),
  look: text('看采集码图片', 'Look at the picture'),
  lookAlt: text('学生认领时上传的采集码图片', 'The picture of the collection code that the degree is claimed with'),
  lookLead: text('只用于决定归属，你的查看会留下记录。', 'For this decision alone. That you looked is on record.'),
  lookTitle: text('采集码图片', 'Picture of the code'),
  number: text('学号', 'Student number'),
  registered: text('账号注册于', 'Account registered'),
  since: text('认领于', 'Claimed'),
  waiting: text('已决定，等学生确认', 'Decided; the student has to confirm'),
  waitingHow: text('持有的一方已解除，后来的一方在手机上确认后就归他，不用再处理。', 'Nobody holds these any more. They are the later claimant’s once confirmed in the app; nothing is left to do here.'),
  yes: text('确定', 'Decide'),
}
