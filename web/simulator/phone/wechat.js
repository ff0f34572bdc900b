/**
 * What WeChat offers a mini-program, as `wx`: the service over the network, a few files, a memory, a
 * student who answers every question by yes. Every call is written down.
 */
import { readFileSync } from 'node:fs'

/** Things that change nothing a test could see. */
const HARMLESS =
  'hideLoading hideTabBar hideTabBarRedDot hideToast makePhoneCall openDocument pageScrollTo previewImage ' +
  'removeTabBarBadge requestSubscribeMessage setBackgroundColor ' +
  'setBackgroundTextStyle setClipboardData setNavigationBarColor setNavigationBarTitle setTabBarBadge ' +
  'setTabBarItem setTabBarStyle showLoading showShareMenu showTabBar showTabBarRedDot showToast ' +
  'startPullDownRefresh stopPullDownRefresh vibrateShort'

/** Where WeChat lets an app write. */
const OWN_FILES = 'wxfile://usr'

/** Things that pages listen to and that never happen here. */
const LISTENED =
  'offAppHide offAppShow offError offThemeChange onAppHide onAppShow onError onMemoryWarning ' +
  'onThemeChange onUnhandledRejection onWindowResize offWindowResize'

const SYSTEM = {
  SDKVersion: '3.5.0',
  brand: 'drawn',
  language: 'zh_CN',
  model: 'drawn',
  pixelRatio: 2,
  platform: 'ios',
  safeArea: { top: 20, bottom: 667, left: 0, right: 375, width: 375, height: 647 },
  screenHeight: 667,
  screenWidth: 375,
  statusBarHeight: 20,
  system: 'iOS 16',
  theme: 'light',
  windowHeight: 603,
  windowWidth: 375,
}

/** What outlives the app on a phone: its memory and its files, by name. */
export function createStorage() {
  return { memory: new Map(), files: new Map() }
}

/** A WeChat whose requests go to `service`, whose pages are turned by `turn`, on a phone that holds `storage`. */
export function createWeChat({ service, turn, storage }) {
  const calls = []
  const air = createAir()
  /** Files that the student picks, in this order. */
  const picks = []
  /** Whether pictures may be kept in the phone's album, and which are. */
  const album = { isAllowed: true, pictures: [] }
  const answers = {
    ...system(),
    ...albumOf(album),
    ...store(storage.memory),
    ...network(service, air),
    ...air.answers,
    ...media(picks),
    getFileSystemManager: () => fileSystem(storage.files),
    ...turning(turn),
    login: ({ success }) => success?.({ code: `drawn-login-${String(calls.length)}`, errMsg: 'login:ok' }),
    showModal: ({ success, complete }) => {
      const answer = { confirm: true, cancel: false, content: '', errMsg: 'showModal:ok' }
      success?.(answer)
      complete?.(answer)
    },
    showActionSheet: ({ success }) => success?.({ tapIndex: 0 }),
  }
  for (const name of HARMLESS.split(' ')) {
    answers[name] = (options) => {
      options?.success?.({ errMsg: `${name}:ok` })
      options?.complete?.({ errMsg: `${name}:ok` })
    }
  }
  for (const name of LISTENED.split(' ')) answers[name] = () => {}
  // A plain object: at its start the app copies what it finds here.
  const wx = { env: { USER_DATA_PATH: OWN_FILES } }
  for (const [name, answer] of Object.entries(answers)) {
    wx[name] = (...given) => {
      calls.push([name, ...given])
      return answer(...given)
    }
  }
  return { wx, calls, picks, air, album }
}

function system() {
  const start = () => ({ path: 'pages/home/home', query: {}, scene: 1001, referrerInfo: {} })
  const told = (value) => () => value
  const names = ['getAppBaseInfo', 'getDeviceInfo', 'getSystemInfoSync', 'getSystemSetting', 'getWindowInfo']
  return {
    ...Object.fromEntries(names.map((name) => [name, told(SYSTEM)])),
    // Faces are found by WeChat itself, or not at all: here not.
    canIUse: (name) => !/face|vksession/i.test(name),
    createSelectorQuery: () => silent(),
    createIntersectionObserver: () => silent(),
    getAccountInfoSync: told({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    getAppAuthorizeSetting: told({ cameraAuthorized: 'authorized' }),
    getEnterOptionsSync: start,
    getLaunchOptionsSync: start,
    getMenuButtonBoundingClientRect: told({ top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 }),
    getSetting: ({ success }) => success?.({ authSetting: {} }),
    getPrivacySetting: ({ success }) => success?.({ needAuthorization: false }),
    getSystemInfo: ({ success }) => success?.(SYSTEM),
    nextTick: (then) => {
      setTimeout(then, 0)
    },
  }
}

/** WeChat asks once only; afterwards its settings are the way back, in which this student says yes. */
function albumOf(album) {
  return {
    saveImageToPhotosAlbum: ({ filePath, success, fail }) => {
      if (!album.isAllowed) return fail?.({ errMsg: 'saveImageToPhotosAlbum:fail auth deny' })
      album.pictures.push(filePath)
      return success?.({ errMsg: 'saveImageToPhotosAlbum:ok' })
    },
    openSetting: ({ success }) => {
      album.isAllowed = true
      success?.({ authSetting: { 'scope.writePhotosAlbum': true }, errMsg: 'openSetting:ok' })
    },
  }
}

/** An object any of whose functions answers itself and calls nobody. */
function silent() {
  const self = new Proxy({}, { get: () => () => self })
  return self
}

function store(memory) {
  return {
    setStorageSync: (key, value) => memory.set(key, structuredClone(value)),
    // An empty text is how WeChat says that there is nothing.
    getStorageSync: (key) => (memory.has(key) ? structuredClone(memory.get(key)) : ''),
    removeStorageSync: (key) => memory.delete(key),
    clearStorageSync: () => {
      memory.clear()
    },
    getStorageInfoSync: () => ({ keys: [...memory.keys()], currentSize: 0, limitSize: 10_240 }),
  }
}

/** Whether the phone has a network, and who wants to know. */
function createAir() {
  const listeners = new Set()
  const air = {
    isConnected: true,
    turn: (isConnected) => {
      air.isConnected = isConnected
      for (const tell of listeners) tell({ isConnected, networkType: isConnected ? 'wifi' : 'none' })
    },
    answers: {
      getNetworkType: ({ success }) => success?.({ networkType: air.isConnected ? 'wifi' : 'none' }),
      onNetworkStatusChange: (tell) => listeners.add(tell),
      offNetworkStatusChange: (tell) => listeners.delete(tell),
    },
  }
  return air
}

/** Requests reach the real service, whatever address the build was made for. */
function network(service, air) {
  const send = async ({ success, fail, complete }, ask) => {
    let answer
    try {
      if (!air.isConnected) throw new Error('no network')
      answer = await ask()
    } catch (error) {
      fail?.({ errMsg: `request:fail ${String(error)}` })
      complete?.({})
      return
    }
    success?.(answer)
    complete?.(answer)
  }
  const task = () => ({ abort: () => {}, onProgressUpdate: () => {}, onHeadersReceived: () => {} })
  return {
    request: (options) => {
      void send(options, () => requested(service, options))
      return task()
    },
    uploadFile: (options) => {
      void send(options, () => uploaded(service, options))
      return task()
    },
  }
}

function addressAt(service, url) {
  const { pathname, search } = new URL(url)
  return `${service}${pathname}${search}`
}

async function requested(service, { url, method = 'GET', header = {}, data, dataType, responseType }) {
  const isText = typeof data === 'string' || data instanceof ArrayBuffer
  const body = data === undefined || isText ? data : JSON.stringify(data)
  const answer = await fetch(addressAt(service, url), {
    method,
    headers: header,
    ...(body === undefined ? {} : { body }),
  })
  const bytes = await answer.arrayBuffer()
  return {
    statusCode: answer.status,
    header: Object.fromEntries(answer.headers),
    data: responseType === 'arraybuffer' ? bytes : readAs(dataType, new TextDecoder().decode(bytes)),
  }
}

function readAs(dataType = 'json', text) {
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function uploaded(service, { url, header = {}, name, filePath, formData = {} }) {
  const form = new FormData()
  for (const [field, value] of Object.entries(formData)) form.append(field, value)
  form.append(name, new Blob([readFileSync(filePath)]), 'picture')
  const kept = Object.entries(header).filter(([key]) => key.toLowerCase() !== 'content-type')
  const answer = await fetch(addressAt(service, url), {
    method: 'POST',
    headers: Object.fromEntries(kept),
    body: form,
  })
  return { statusCode: answer.status, header: Object.fromEntries(answer.headers), data: await answer.text() }
}

function media(picks) {
  const picked = ({ success, fail, complete }, found) => {
    const path = picks.shift()
    if (path === undefined) fail?.({ errMsg: 'chooseImage:fail cancel' })
    else success?.(found(path))
    complete?.({})
  }
  return {
    chooseImage: (options) => {
      picked(options, (path) => ({ tempFilePaths: [path], tempFiles: [{ path, size: readFileSync(path).length }] }))
    },
    chooseMedia: (options) => {
      picked(options, (path) => ({
        type: 'image',
        tempFiles: [{ tempFilePath: path, fileType: 'image', size: readFileSync(path).length }],
      }))
    },
    chooseMessageFile: (options) => {
      picked(options, (path) => ({ tempFiles: [{ path, name: 'picture', size: readFileSync(path).length }] }))
    },
    createCameraContext: () => ({
      onCameraFrame: () => ({ start: () => {}, stop: () => {} }),
      takePhoto: (options) => {
        picked(options, (path) => ({ tempImagePath: path }))
      },
    }),
    getImageInfo: ({ src, success }) => success?.({ path: src, width: 900, height: 1200, type: 'jpeg' }),
    arrayBufferToBase64: (bytes) => Buffer.from(bytes).toString('base64'),
    base64ToArrayBuffer: (text) => Uint8Array.from(Buffer.from(text, 'base64')).buffer,
  }
}

/** Files that the app may write, and those that the student picked, which it may read. */
function fileSystem(files) {
  const read = (path) => {
    if (!path.startsWith(OWN_FILES)) return readFileSync(path)
    const bytes = files.get(path)
    if (bytes === undefined) throw new Error(`no such file ${path}`)
    return Buffer.from(bytes)
  }
  return {
    readFile: ({ filePath, encoding, success, fail }) => {
      let bytes
      try {
        bytes = read(filePath)
      } catch (error) {
        fail?.({ errMsg: `readFile:fail ${String(error)}` })
        return
      }
      const { buffer, byteOffset, byteLength } = bytes
      const plain = buffer.slice(byteOffset, byteOffset + byteLength)
      success?.({ data: encoding === undefined ? plain : bytes.toString(encoding) })
    },
    unlink: ({ filePath, success }) => {
      files.delete(filePath)
      success?.({ errMsg: 'unlink:ok' })
    },
    writeFile: ({ filePath, data, success }) => {
      files.set(filePath, Buffer.from(data))
      success?.({ errMsg: 'writeFile:ok' })
    },
  }
}

function turning(turn) {
  const how = (name) => (options) => {
    try {
      turn(name, options ?? {})
    } catch (error) {
      options?.fail?.({ errMsg: `${name}:fail ${String(error)}` })
      options?.complete?.({})
      return
    }
    options?.success?.({ errMsg: `${name}:ok` })
    options?.complete?.({})
  }
  const names = ['navigateBack', 'navigateTo', 'reLaunch', 'redirectTo', 'switchTab']
  return Object.fromEntries(names.map((name) => [name, how(name)]))
}
