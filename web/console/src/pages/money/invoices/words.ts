/** Words of the invoices. */
import { text } from '../../../words'

export const INVOICES_WORDS = {
  lead: text('学生填好抬头后，在这里导出，到税务平台开票，再把号码写回。', 'Students say whom an invoice is made out to; take them out, make them out at the tax platform, and write the numbers back.'),
  takeOut: text('导出待开发票', 'Take new ones out'),
  takeOutLine: text('一次最多 200 张。导出后学生不能再修改，文件里有抬头、税号和邮箱，请妥善保管。', 'At most 200 at once. Students cannot change them any more. The file has titles, tax numbers and addresses: keep it safe.'),
  takeAgain: text('重新导出', 'Take these out again'),
  takeAgainLine: text('把列出的发票再导出一次，最多 200 张，用于文件丢失或税务平台退回。已经开过票的不要再开。', 'The listed ones once more, at most 200, for a file that was lost or refused. Do not make out twice what was made out already.'),
  taken: text('文件已保存。', 'The file was saved.'),
  emptyTitle: text('没有这样的发票', 'No such invoices'),
  emptyHow: text('学生在订单里申请发票后，会出现在“待开票”。', 'What students ask for in their orders stands under “Asked for”.'),
  loaded: text('已载入 {} 张', '{} loaded'),
  invoice: text('申请编号', 'Id of the request'),
  number: text('发票号码', 'Number'),
  numberHow: text('20 位数字，旧式发票 8 位', '20 digits; 8 of an older kind'),
  numberWrong: text('发票号码是 20 位数字，旧式为 8 位，请核对。', 'The number has 20 digits, an older one 8. Check it.'),
  note: text('写回号码', 'Write the number'),
  noted: text('号码已写回，学生可以看到。', 'Written back; the student sees it.'),
  file: text('待开发票', 'invoices'),
  steps: text('操作', 'Steps'),
} as const
