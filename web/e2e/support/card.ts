/** A collection code as the registry's page shows it, for a person of one's own. */
import { toBuffer } from 'qrcode'

import type { PickedFile } from '../pages/app'

import type { Person } from './student'

/** Pixels a side: a screenshot of a phone's. */
const SIDE = 480

/** The picture of a person's code. */
export async function cardOf({ payload }: Person): Promise<Exclude<PickedFile, string>> {
  const buffer = await toBuffer(payload, { type: 'png', width: SIDE, margin: 4, errorCorrectionLevel: 'M' })
  return { name: 'card.png', mimeType: 'image/png', buffer }
}
