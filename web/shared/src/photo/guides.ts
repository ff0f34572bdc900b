/** Lines of the standard over a portrait: what was measured, and between which limits it may lie. */
import type { Schemas } from '../api/types'
import type { Text } from '../text/text'

/** A measured length with its limits. */
export interface Guideline {
  readonly name: 'crown' | 'eyes' | 'width' | 'centre'
  readonly label: Text
  /** Pixels of the portrait. */
  readonly measured: number
  readonly min: number
  readonly max: number
  readonly isInside: boolean
  /** Where the line lies and how far it may go, as shares of the height; of the width for the centre. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/**
 * 教毕指〔2017〕99号: crown 50–110 px, eyes 200–300 px below the upper edge, face 180–300 px wide. The
 * offset is this project's own limit; all of them stand in `[output]` of each file of `specs/`.
 */
const LIMITS = {
  crown: [50, 110],
  eyes: [200, 300],
  width: [180, 300],
  centre: [-12, 12],
} as const

const LABELS: Readonly<Record<Guideline['name'], Text>> = {
  crown: { zh: '头顶到上边', en: 'Crown to top' },
  eyes: { zh: '眼睛到上边', en: 'Eyes to top' },
  width: { zh: '脸的宽度', en: 'Width of the face' },
  centre: { zh: '偏离中线', en: 'Off the middle' },
}

/** The lines of a portrait. */
export function guidelines(geometry: Schemas['GeometryView']): readonly Guideline[] {
  const { width_px: width, height_px: height, face_width_px: face } = geometry
  const middle = width / 2
  const offset = geometry.center_offset_px
  return [
    line('crown', geometry.crown_px, (px) => px / height),
    line('eyes', geometry.eye_line_px, (px) => px / height),
    // Measured from cheek to cheek, so its limits lie on both sides; one of them is shown.
    line('width', face, (px) => (middle + offset + px / 2) / width),
    line('centre', offset, (px) => (middle + px) / width),
  ]
}

function line(
  name: Guideline['name'],
  measured: number,
  place: (px: number) => number,
): Guideline {
  const [min, max] = LIMITS[name]
  return {
    name,
    label: LABELS[name],
    measured: Math.round(measured),
    min,
    max,
    isInside: measured >= min && measured <= max,
    at: place(measured),
    from: place(min),
    to: place(max),
  }
}
