/** The program under test and its commands. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Path of a program of this repository: what the variable says, else the one of a plain `cargo build`.
 * @param {string} variable
 * @param {string} name
 * @returns {string}
 */
export function programOf(variable, name) {
  const path = process.env[variable] ?? join(ROOT, 'target/debug', name)
  if (!existsSync(path)) {
    throw new Error(`There is no ${path}. Build it (cargo build -p ${name}), or say in ${variable} where it is.`)
  }
  return path
}

/**
 * Runs a program; what it wrote.
 * @param {string} program
 * @param {readonly string[]} given
 * @param {string} [folder]
 * @returns {Promise<string>}
 */
export async function said(program, given, folder = ROOT) {
  try {
    const { stdout } = await run(program, [...given], { cwd: folder, maxBuffer: 16 * 1024 * 1024 })
    return stdout
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Error(`${given.join(' ')}: ${stderr.trim()}`, { cause: error })
  }
}
