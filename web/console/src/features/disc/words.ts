/** Data discs in words. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'
import type { Tone } from '../../ui/tone'
import { text } from '../../words'

/** How far a disc has come. */
export const DISC_STATES: Readonly<Record<Schemas['DiscStateWord'], { readonly tone: Tone; readonly label: Text }>> = {
  proposed: { tone: 'attention', label: text('待复核', 'To be approved') },
  approved: { tone: 'attention', label: text('制作中', 'Being made') },
  making: { tone: 'attention', label: text('制作中', 'Being made') },
  ready: { tone: 'good', label: text('已制作', 'Made') },
  declined: { tone: 'quiet', label: text('未同意', 'Declined') },
  dropped: { tone: 'quiet', label: text('已放弃', 'Given up') },
}

/** What a disc is written as. */
export const DISC_FORMS: Readonly<Record<Schemas['DiscFormWord'], Text>> = {
  cd: text('CD 光盘镜像（700 MB）', 'CD images (700 MB)'),
  dvd: text('DVD 光盘镜像（4.7 GB）', 'DVD images (4.7 GB)'),
  zip: text('压缩包（ZIP）', 'Archive (ZIP)'),
  'encrypted-zip': text('加密压缩包（ZIP，AES-256）', 'Encrypted archive (ZIP, AES-256)'),
}
