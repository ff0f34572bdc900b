/** Tables as files for spreadsheet programs. */

/** Excel takes a file without it for one in the system's old encoding. */
const MARK = '\uFEFF'

/** What spreadsheet programs take for the beginning of a formula. */
const FORMULA = /^[\s]*[=+\-@\t\r]/

/** The rows as a file; a cell that a program would calculate is shown as text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A name for a file: what no system forbids. */
export function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
}
