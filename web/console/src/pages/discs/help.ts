/** Help of the data discs. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('光盘里有什么', 'What is on a disc'),
      then: text('按学院分文件夹的证件照，xlsx、dbf、csv 名册，可以直接打开浏览的 index.html，以及校验文件。', 'Portraits in folders by college, lists as xlsx, dbf and csv, an index.html to browse, and checksums.'),
    },
    {
      when: text('选 CD、DVD 还是压缩包', 'CD, DVD or archive'),
      then: text('刻盘选 CD 或 DVD，放不下会自动分成几张。用 U 盘或网盘交付选压缩包。', 'CD or DVD to be burnt, split over several where needed. Archive for a memory stick or a transfer.'),
    },
    {
      when: text('担心文件在路上丢失', 'Where a file could be lost on its way'),
      then: text(
        '选“加密压缩包”。制作后由提出的人查看口令，另行告诉学校；学校用 7-Zip 打开。要刻盘时，把加密压缩包本身刻到盘上。',
        'Choose the encrypted archive. Who asked for it sees the passphrase once it is made and tells it separately; the school opens it with 7-Zip. To put it on a disc, burn the encrypted archive itself.',
      ),
    },
    {
      when: text('怎样确认刻好的盘没有问题', 'Whether a burnt disc is sound'),
      then: text('比对页面上的 SHA-256，或在盘里用 SHA256SUMS 逐个校验。', 'Compare the SHA-256 of this page, or check each file with SHA256SUMS on the disc.'),
    },
    {
      when: text('下载时提示光盘已过时', 'The disc is out of date'),
      then: text('里面有人撤回了同意或换了照片。放弃这张光盘，再提出一张。', 'Somebody on it withdrew the consent, or a photo was replaced. Give it up and ask for a new one.'),
    },
  ],
}
