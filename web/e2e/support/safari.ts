/**
 * WebKit, the engine of every browser on an iPhone, driven over WebDriver: Debian's WebKitGTK on a screen of its own.
 * Playwright's own WebKit is a download of its makers and in no package registry.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

import { Builder, Capabilities } from 'selenium-webdriver'
import type { WebDriver, WebElement } from 'selenium-webdriver'

/** Programs, and what there has to be for them. */
export interface WebKit {
  readonly driver: string
  readonly screen: string
}

/** Where the programs are that `cargo xtask test` has found or installed; nothing where one is missing. */
export function webkitHere(): WebKit | undefined {
  const { CAIXIANG_TEST_WEBKIT: driver, CAIXIANG_TEST_SCREEN: screen } = process.env
  return driver === undefined || screen === undefined ? undefined : { driver, screen }
}

/** How long something on a page may take that waits for the service to look at a photo. */
const PATIENCE_MS = 40_000
const STEP_MS = 100

/** An iPhone's page in points. */
const WINDOW = { width: 390, height: 844, x: 0, y: 0 }

/** Controls of a page by what a screen reader would call them: `kind` is a selector, what is hidden does not count. */
const BY_NAME = `
  const [kind, name] = arguments
  const named = (element) => {
    const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter((id) => id !== '')
    const label = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    const own = element.getAttribute('aria-label') ?? (label === '' ? element.labels?.[0]?.textContent ?? element.textContent : label)
    return own.replace(/\\s+/g, ' ').trim()
  }
  const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden'
  return [...document.querySelectorAll(kind)].filter((element) => shown(element) && named(element) === name).at(-1) ?? null`

/** A page in WebKit, as a person finds things on it. */
export class SafariPage {
  constructor(
    readonly driver: WebDriver,
    private readonly ended: () => void,
  ) {}

  static async open(webkit: WebKit): Promise<SafariPage> {
    const screen = spawn(webkit.screen, ['-displayfd', '1', '-screen', '0', '800x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const display = await firstLine(screen)
    const port = await freePort()
    const env = { ...process.env, DISPLAY: `:${display}`, LIBGL_ALWAYS_SOFTWARE: '1' }
    const driver = spawn(webkit.driver, [`--port=${String(port)}`, '--host=127.0.0.1'], { env, stdio: 'ignore' })
    const stop = () => {
      driver.kill('SIGKILL')
      screen.kill('SIGKILL')
    }
    process.once('exit', stop)
    // The driver knows where its browser is.
    const capabilities = new Capabilities({ browserName: 'MiniBrowser' })
    const server = `http://127.0.0.1:${String(port)}`
    await answers(server)
    const built = await new Builder().usingServer(server).withCapabilities(capabilities).build()
    await built.manage().window().setRect(WINDOW)
    return new SafariPage(built, stop)
  }

  async close(): Promise<void> {
    await this.driver.quit().finally(this.ended)
  }

  async goto(address: string): Promise<void> {
    await this.driver.get(address)
  }

  /** The last button of that name, once there is one. */
  button(name: string): Promise<WebElement> {
    return this.#named('button, [role=button]', name)
  }

  field(name: string): Promise<WebElement> {
    return this.#named('input, textarea', name)
  }

  /** Presses a button that stands still: the driver presses a place, where something else may be a moment later. */
  async press(name: string): Promise<void> {
    let before: unknown
    const button = await this.#found(async () => {
      const found = await this.button(name)
      const [last, place] = [before, JSON.stringify(await found.getRect().catch(() => null))]
      before = place
      return place === last ? found : null
    }, `${name} that stands still`)
    await button.click()
  }

  async fill(name: string, text: string): Promise<void> {
    const field = await this.field(name)
    await field.clear()
    await field.sendKeys(text)
  }

  /** Answers the question for a file that pressing brings up. */
  async choose(name: string, file: string): Promise<void> {
    // The phone's own sheet is no part of the page: what would open it is kept, and given the file.
    await this.driver.executeScript(`HTMLInputElement.prototype.click = () => undefined`)
    await this.press(name)
    const input = await this.#found(() => this.driver.executeScript<WebElement | null>(`return document.querySelector('input[type=file]')`), name)
    await input.sendKeys(file)
  }

  /** Waits until the page says so. */
  async says(text: RegExp): Promise<void> {
    const shown = async () => {
      const body = await this.text()
      return text.test(body) ? true : null
    }
    await this.#found(shown, String(text))
  }

  /** What is on the screen, into a file. */
  async picture(file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, Buffer.from(await this.driver.takeScreenshot(), 'base64'))
  }

  text(): Promise<string> {
    return this.driver.executeScript<string>('return document.body.innerText')
  }

  #named(kind: string, name: string): Promise<WebElement> {
    return this.#found(() => this.driver.executeScript<WebElement | null>(BY_NAME, kind, name), name)
  }

  async #found<Found>(look: () => Promise<Found | null>, what: string): Promise<Found> {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const found = await look()
      if (found !== null) return found
      if (Date.now() > end) throw new Error(`There is no ${what} on the page:\n${await this.text()}`)
      await new Promise((resolve) => setTimeout(resolve, STEP_MS))
    }
  }
}

/** What a program writes first. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`the screen ended with ${String(code)}`))
    })
    if (child.stdout === null) throw new Error('nothing is read of the screen')
    createInterface(child.stdout).once('line', resolve)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('no port'))
      })
    })
  })
}

/** Waits until the driver takes commands. */
async function answers(server: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const status = await fetch(`${server}/status`).catch(() => undefined)
    if (status?.ok === true) return
    if (Date.now() > end) throw new Error('the driver of WebKit does not answer')
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
  }
}
