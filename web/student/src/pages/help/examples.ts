/** Photos and what becomes of them; the pictures are in `static/help`, of rendered people (CC0, `tools/demo/people`). */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

/** A picture by the name of its file, and what is to be said of it. */
export interface Example {
  readonly name: string
  readonly words: Text
}

export const EXAMPLES = {
  title: text('照片和成片', 'From photo to portrait'),
  before: text('上传的照片', 'The photo'),
  after: text('成片', 'The portrait'),
  nobody: text('图中人物由三维软件制作，不是真人。', 'These people are rendered; none of them exists.'),
} satisfies Record<string, Text>

/** Those of which a portrait was made. */
export const MADE: readonly Example[] = [
  { name: 'good', words: text('平整的浅色墙前：换好背景，按标准裁切', 'Before a plain, light wall: background replaced, cut to the standard') },
  { name: 'shelf', words: text('身后有杂物也能处理，但换到墙前更稳妥', 'A busy background works too; a wall is safer') },
]

/** What most photos are sent back for. */
export const MISTAKES: readonly Example[] = [
  { name: 'eyes-closed', words: text('闭眼', 'Eyes closed') },
  { name: 'glasses', words: text('戴眼镜', 'Glasses') },
  { name: 'fringe', words: text('刘海遮眉', 'Hair over the brows') },
  { name: 'mask', words: text('戴口罩', 'Mask') },
]
