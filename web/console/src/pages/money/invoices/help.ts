/** Help of the invoices. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('怎样开发票', 'How invoices are made out'),
      then: text('点“导出待开发票”，把文件导入税务平台；开好后在“开票中”里写回每张的号码。导出后学生不能再修改。', 'Take them out, import the file at the tax platform, and write each number back under “Being made out”. Students cannot change them any more.'),
    },
    {
      when: text('文件不见了', 'The file is lost'),
      then: text('导出一次后不会再出现在文件里。请在“开票中”按订单找到它们，联系学生补齐信息。', 'What was taken out does not come again. Find them under “Being made out” by their orders.'),
    },
  ],
}
