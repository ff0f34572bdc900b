/** Help of production. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('怎样制作一批照片', 'How prints are made'),
      then: text('点“开始制作”，选批次、学校和排序。文件生成后下载照片版、信封和装箱单，打印后扫描装箱，再登记寄出。', 'Start a run: choose batch, school and order. Fetch the files once they are made, print them, scan each envelope into the parcel, then ship it.'),
    },
    {
      when: text('剪下来的照片大了一点', 'Cut prints come out too large'),
      then: text('冲印机放大了。在“冲印店”登记这家店，印一张校准页，量两把尺子填进去，开始制作时选这家店。', 'The minilab enlarges. Add the shop under “Print shops”, print its calibration sheet, enter both rulers, and choose the shop when you start a run.'),
    },
    {
      when: text('一份照片印坏了', 'Prints were damaged'),
      then: text('在这次制作里点这一份的“重印”。它会离开这次制作，等下一次。', 'Use “Make again” beside it. It leaves the run and waits for the next one.'),
    },
    {
      when: text('扫描时说不是这个包裹的', 'A scan says that it is of another parcel'),
      then: text('取出来，放到它自己的那次制作里。已经扫过的再扫会提示，说明有两份。', 'Take it out and put it with its own run. Scanned twice, it says so: then there are two.'),
    },
  ],
}
