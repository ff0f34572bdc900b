/** How large a picture is, as its element tells once it is loaded. */
import type { PictureSize } from '@caixiang/shared/photo/marks'

/** What an image element tells: numbers in browsers, texts in some versions of WeChat. */
export interface PictureLoaded {
  readonly detail: { readonly width: number | string; readonly height: number | string }
}

export function sizeOf({ detail }: PictureLoaded): PictureSize {
  return { width: Number(detail.width), height: Number(detail.height) }
}
