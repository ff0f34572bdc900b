/** Pictures between the phone and the service: chosen in the original, sent byte by byte. */
import type { LocalFile } from './transport'

/** Where a mini-program may write; uni's types do not know of it. */
declare const wx: { readonly env: { readonly USER_DATA_PATH: string } }

/** Asks for one picture; nothing when the student thinks better of it. */
export function choosePicture(from: 'camera' | 'album'): Promise<LocalFile | undefined> {
  let choose = chooseInBrowser
  // #ifdef MP-WEIXIN
  choose = chooseInWeChat
  // #endif
  return choose(from)
}

/** An input of our own: uni's asks for any camera and never says that the student thought better of it. */
function chooseInBrowser(from: 'camera' | 'album'): Promise<LocalFile | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', accept: 'image/*' })
    // The rear one: somebody else holds the phone.
    if (from === 'camera') input.setAttribute('capture', 'environment')
    input.style.display = 'none'
    const done = (file: File | undefined) => {
      input.remove()
      resolve(file === undefined ? undefined : { path: URL.createObjectURL(file) })
    }
    input.addEventListener('change', () => {
      done(input.files?.[0])
    })
    input.addEventListener('cancel', () => {
      done(undefined)
    })
    // Safari forgets inputs that are on no page.
    document.body.append(input)
    input.click()
  })
}

/** WeChat's newer way: the older one is no longer looked after there. */
function chooseInWeChat(from: 'camera' | 'album'): Promise<LocalFile | undefined> {
  return new Promise((resolve) => {
    uni.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sizeType: ['original'],
      sourceType: [from],
      camera: 'back',
      success: ({ tempFiles }) => {
        const path = tempFiles[0]?.tempFilePath
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

/** An address at which an image element can show the bytes of a picture, until it is forgotten. */
export function addressOf(bytes: ArrayBuffer): Promise<string> {
  let keep = keepAsFile
  // #ifdef H5
  keep = keepAsBlob
  // #endif
  return keep(bytes)
}

function keepAsBlob(bytes: ArrayBuffer): Promise<string> {
  return Promise.resolve(URL.createObjectURL(new Blob([bytes])))
}

/** Numbers the files of this visit. */
let kept = 0

/** Megabytes as a text in the page's data would stop a mini-program for seconds. */
function keepAsFile(bytes: ArrayBuffer): Promise<string> {
  kept += 1
  const path = `${wx.env.USER_DATA_PATH}/picture-${String(kept)}.jpg`
  return new Promise((resolve) => {
    uni.getFileSystemManager().writeFile({
      filePath: path,
      data: bytes,
      success: () => {
        resolve(path)
      },
      fail: () => {
        resolve('')
      },
    })
  })
}

/** Saves the picture at an address of `addressOf` on the phone: in its album, or as a file of this name. */
export function savePicture(address: string, name: string): Promise<boolean> {
  let save = saveByBrowser
  // #ifdef MP-WEIXIN
  save = saveInAlbum
  // #endif
  return save(address, name)
}

function saveByBrowser(address: string, name: string): Promise<boolean> {
  const link = document.createElement('a')
  Object.assign(link, { href: address, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  return Promise.resolve(true)
}

/** The album names it by itself. */
function saveInAlbum(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    uni.saveImageToPhotosAlbum({
      filePath: address,
      success: () => {
        resolve(true)
      },
      fail: () => {
        resolve(false)
      },
    })
  })
}

/** Gives back what an address of `addressOf` holds: no portrait stays on the phone. */
export function forget(address: string): void {
  if (address === '') return
  // #ifdef H5
  URL.revokeObjectURL(address)
  // #endif
  // #ifdef MP-WEIXIN
  uni.getFileSystemManager().unlink({ filePath: address, fail: () => undefined })
  // #endif
}

/** An address at which an image element can show a drawing of plain ASCII. */
export function addressOfDrawing(svg: string): string {
  const bytes = Uint8Array.from(svg, (letter) => letter.charCodeAt(0))
  return `data:image/svg+xml;base64,${uni.arrayBufferToBase64(bytes.buffer)}`
}
