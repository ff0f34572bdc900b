/** The running service as the tests see it, in whichever process they run. */
import { operatorOf } from '../world/service.js'

const VARIABLE = 'CAIXIANG_RUNNING'

/** Where the service is and what its centre collects. */
export interface Running {
  /** Address without a slash at its end. */
  readonly url: string
  /** Folder of the installation. */
  readonly folder: string
  /** Ids. */
  readonly batches: Readonly<Record<'open' | 'individual' | 'region' | 'review' | 'school' | 'roster' | 'hundred', string>>
}

/** Tells every process of the tests. */
export function publish(running: Running): void {
  process.env[VARIABLE] = JSON.stringify(running)
}

/** The service, and its operator at the command line. */
export function runningService(): Running & { readonly operator: ReturnType<typeof operatorOf> } {
  const told = process.env[VARIABLE]
  if (told === undefined) throw new Error('the service was not started')
  const running = JSON.parse(told) as Running
  return { ...running, operator: operatorOf(running.folder) }
}
