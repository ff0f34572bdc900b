/** What only WeChat has, typed as far as it is used here; in browsers none of it is called. */

/** The answer of the button that asks for the phone number. */
export interface PhoneNumberEvent {
  readonly detail: { readonly code?: string }
}

interface WeChat {
  readonly env: { readonly USER_DATA_PATH: string }
  shareFileMessage: (options: {
    readonly filePath: string
    readonly fileName: string
    readonly success: () => void
    readonly fail: () => void
  }) => void
}

declare const wx: WeChat

/** The code with which the service asks WeChat who this is; nothing when WeChat does not answer. */
export function loginCode(): Promise<string | undefined> {
  return new Promise((resolve) => {
    uni.login({
      provider: 'weixin',
      success: ({ code }) => { resolve(code) },
      fail: () => { resolve(undefined) },
    })
  })
}

/** Keeps a file where the mini-program may; its path, or nothing when there is no room. */
export function keepFile(name: string, bytes: ArrayBuffer): Promise<string | undefined> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`
  return new Promise((resolve) => {
    uni.getFileSystemManager().writeFile({
      filePath,
      data: bytes,
      success: () => { resolve(filePath) },
      fail: () => { resolve(undefined) },
    })
  })
}

/** Sends a kept file to a chat of the student's choice; has to follow a tap. */
export function shareFile(filePath: string, fileName: string): Promise<boolean> {
  return new Promise((resolve) => {
    wx.shareFileMessage({
      filePath,
      fileName,
      success: () => { resolve(true) },
      fail: () => { resolve(false) },
    })
  })
}

/** WeChat asks about so many messages at once. */
const MOST_TEMPLATES = 3

/**
 * Asks whether WeChat may deliver messages; has to follow a tap. Whatever the student says, what was tapped goes on:
 * without permission a short message comes, or the app itself tells.
 */
export function askForMessages(templates: readonly string[]): Promise<void> {
  const tmplIds = templates.slice(0, MOST_TEMPLATES)
  if (tmplIds.length === 0) return Promise.resolve()
  return new Promise((resolve) => {
    uni.requestSubscribeMessage({
      tmplIds,
      success: () => { resolve() },
      fail: () => { resolve() },
    })
  })
}
