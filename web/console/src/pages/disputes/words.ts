/** Words of the page of disputes. */
import { text } from '../../words'

export const WORDS_OF_DISPUTES = {
  claimant: text('后来认领的', 'Claimed later'),
  decide: text('归这一方', 'It is theirs'),
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
  holderGone: text('持有的一方已解除', 'Nobody holds it any more'),
  lead: text('先核对证据，再决定；另一方的学历会被解除。', 'Look at the evidence first. The other one’s degree is let go.'),
  number: text('学号', 'Student number'),
  registered: text('账号注册于', 'Account registered'),
  since: text('认领于', 'Claimed'),
  yes: text('确定', 'Decide'),
}
