/** Pictures between the phone and the service: chosen in the original, sent byte by byte. */
import type { LocalFile } from './transport'

/** Asks for one picture; nothing when the student thinks better of it. */
export function choosePicture(from: 'camera' | 'album'): Promise<LocalFile | undefined> {
  return new Promise((resolve) => {
    uni.chooseImage({
      count: 1,
      // Compressed ones lose what the service looks for.
      sizeType: ['original'],
      sourceType: [from],
      success: ({ tempFilePaths }) => {
        const [path] = typeof tempFilePaths === 'string' ? [tempFilePaths] : tempFilePaths
        resolve(path === undefined ? undefined : { path })
      },
      fail: () => {
        resolve(undefined)
      },
    })
  })
}

/** The bytes of a chosen picture; nothing when the phone has thrown it away meanwhile. */
export function readBytes({ path }: LocalFile): Promise<ArrayBuffer | undefined> {
  let read = readFile
  // #ifdef H5
  read = readBlob
  // #endif
  return read(path)
}

/** In browsers a chosen picture is a blob with an address. */
async function readBlob(path: string): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(path)
    return await response.arrayBuffer()
  } catch {
    return undefined
  }
}

function readFile(path: string): Promise<ArrayBuffer | undefined> {
  return new Promise((resolve) => {
    uni.getFileSystemManager().readFile({
      filePath: path,
      success: ({ data }) => {
        resolve(data instanceof ArrayBuffer ? data : undefined)
      },
      fail: () => {
        resolve(undefined)
      },
    })
  })
}

/** An address at which an image element can show the bytes of a JPEG. */
export function addressOf(bytes: ArrayBuffer): string {
  return `data:image/jpeg;base64,${uni.arrayBufferToBase64(bytes)}`
}
