/**
 * Pictures that must outlive a reload, or a tab that the phone closes behind its camera: what is on its way
 * and not at the service yet. They are deleted as soon as they have arrived, are dropped, or nobody is
 * signed in any more.
 */

/** Where a mini-program may write; uni's types do not know of it. */
declare const wx: { readonly env: { readonly USER_DATA_PATH: string } }

/** How a platform keeps bytes by name. Without room for them, nothing is kept. */
interface Shelf {
  readonly put: (name: string, bytes: ArrayBuffer) => Promise<void>
  readonly get: (name: string) => Promise<ArrayBuffer | undefined>
  readonly remove: (name: string) => Promise<void>
}

const DATABASE = 'caixiang'
const STORE = 'pictures'

/** Opens the browser's database; nothing where there is none, as in some private windows. */
function opened(): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') {
      resolve(undefined)
      return
    }
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORE)
    }
    asked.onsuccess = () => {
      resolve(asked.result)
    }
    asked.onerror = () => {
      resolve(undefined)
    }
  })
}

/** Asks the database for one thing. */
async function ask<Found>(
  mode: IDBTransactionMode,
  question: (store: IDBObjectStore) => IDBRequest<Found>,
): Promise<Found | undefined> {
  const database = await opened()
  if (database === undefined) return undefined
  return new Promise((resolve) => {
    const asked = question(database.transaction(STORE, mode).objectStore(STORE))
    const done = (found: Found | undefined) => {
      database.close()
      resolve(found)
    }
    asked.onsuccess = () => {
      done(asked.result)
    }
    asked.onerror = () => {
      done(undefined)
    }
  })
}

function browserShelf(): Shelf {
  return {
    put: async (name, bytes) => {
      await ask('readwrite', (store) => store.put(bytes, name))
    },
    get: async (name) => {
      const found = await ask<unknown>('readonly', (store) => store.get(name))
      return found instanceof ArrayBuffer ? found : undefined
    },
    remove: async (name) => {
      await ask('readwrite', (store) => store.delete(name))
    },
  }
}

/** One file for each picture. */
function phoneShelf(): Shelf {
  const pathOf = (name: string) => `${wx.env.USER_DATA_PATH}/kept-${name}`
  const done = (start: (resolve: () => void) => void) => new Promise<void>(start)
  return {
    put: (name, bytes) =>
      done((resolve) => {
        uni.getFileSystemManager().writeFile({ filePath: pathOf(name), data: bytes, success: resolve, fail: resolve })
      }),
    get: (name) =>
      new Promise((resolve) => {
        uni.getFileSystemManager().readFile({
          filePath: pathOf(name),
          success: ({ data }) => {
            resolve(data instanceof ArrayBuffer ? data : undefined)
          },
          fail: () => {
            resolve(undefined)
          },
        })
      }),
    remove: (name) =>
      done((resolve) => {
        uni.getFileSystemManager().unlink({ filePath: pathOf(name), success: resolve, fail: resolve })
      }),
  }
}

function shelf(): Shelf {
  let make = browserShelf
  // #ifdef MP-WEIXIN
  make = phoneShelf
  // #endif
  return make()
}

/** Keeps a picture under a name, in place of an earlier one. */
export function keepPicture(name: string, bytes: ArrayBuffer): Promise<void> {
  return shelf().put(name, bytes)
}

/** What is kept under a name. */
export function keptPicture(name: string): Promise<ArrayBuffer | undefined> {
  return shelf().get(name)
}

/** Forgets what is kept under a name. */
export function dropPicture(name: string): Promise<void> {
  return shelf().remove(name)
}
