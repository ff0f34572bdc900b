/** A running service on SQLite in a folder of its own, and what its operators do at the command line. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'

import { programOf, said } from './program.js'

/** How often a code is looked for, and how long nothing is done in between. */
const TRIES = 20
const PAUSE_MS = 250

/**
 * The usual limits of a client are those of one phone; here one machine stands for all of them. The
 * limits of a code and of an account stay as they are.
 * @param {string} folder
 * @param {string} listen
 * @param {string} more further sections
 */
function configuration(folder, listen, more) {
  return `data = ${JSON.stringify(join(folder, 'data'))}
[server]
listen = "${listen}"
public_url = "http://${listen}"
min_free_bytes = 0
rates = { sign_in = 100000, lookup = 100000, upload = 100000, write = 100000, read = 100000 }
[limits]
sign_in_code_pause_seconds = 0
sign_in_codes_per_day = 1000
network_tries_per_hour = 100000
second_looks_percent = 100
[work]
jobs = 4
pictures = 2
${more}`
}

/**
 * Commands of an operator for the installation in a folder.
 * @param {string} folder
 */
export function operatorOf(folder) {
  const program = programOf('CAIXIANG_PROGRAM', 'caixiang')

  /**
   * @param {readonly string[]} given
   * @returns {Promise<Record<string, unknown>[]>} what the command says, line by line
   */
  async function admin(...given) {
    const config = ['--config', join(folder, 'caixiang.toml')]
    const lines = await said(program, ['--lang', 'en', 'admin', '--format', 'jsonl', ...given, ...config], folder)
    return lines.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
  }

  return {
    admin,
    /**
     * The newest sign-in code that was sent to a phone, as soon as it is there: who pressed a button asks at once.
     * @param {string} phone
     * @returns {Promise<string>}
     */
    codeFor: async (phone) => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const messages = await admin('outbox', '--limit', '100')
        const own = messages.find(
          ({ recipient: to, template }) => template === 'sign-in-code' && String(to).endsWith(phone.slice(-4)),
        )
        const [code] = /\d{6}/.exec(String(own?.['text'])) ?? []
        if (code !== undefined) return code
        await setTimeout(PAUSE_MS)
      }
      throw new Error(`no code was sent to …${phone.slice(-4)}`)
    },
  }
}

/**
 * Starts the service of a folder.
 * @param {string} folder
 */
async function start(folder) {
  const program = programOf('CAIXIANG_PROGRAM', 'caixiang')
  const child = spawn(program, ['--lang', 'en', 'serve', '--config', join(folder, 'caixiang.toml')], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  /** @type {string[]} */
  const log = []
  createInterface(child.stderr).on('line', (line) => {
    log.push(line)
  })
  const ended = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  // Whoever forgets to stop it does not leave it behind.
  process.once('exit', () => child.kill('SIGKILL'))
  const url = await Promise.race([
    new Promise((resolve) => {
      createInterface(child.stdout).on('line', (line) => {
        const [found] = /http:\/\/[\d.]+:\d+/.exec(line) ?? []
        if (found !== undefined) resolve(found)
      })
    }),
    ended.then(() => undefined),
  ])
  if (typeof url !== 'string') throw new Error(`The service did not start:\n${log.slice(-20).join('\n')}`)
  return {
    url,
    log,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/**
 * Founds an installation in a new folder, has it filled by `found`, and serves it.
 * @template World
 * @param {(operator: ReturnType<typeof operatorOf>, folder: string) => Promise<World>} found
 * @param {string} [listen] address and port; port 0 is any
 * @param {string} [more] further sections of the configuration
 */
export async function openService(found, listen = '127.0.0.1:0', more = '') {
  const folder = mkdtempSync(join(tmpdir(), 'caixiang-e2e-'))
  const gone = () => {
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', gone)
  writeFileSync(join(folder, 'caixiang.toml'), configuration(folder, listen, more))
  const operator = operatorOf(folder)
  const world = await found(operator, folder)
  const service = await start(folder)
  return {
    ...service,
    folder,
    operator,
    world,
    stop: async () => {
      await service.stop()
      gone()
    },
  }
}
