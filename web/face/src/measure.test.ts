import { expect, test } from 'vitest'

import { POINT_COUNT, measureFace } from './measure.ts'
import type { MeshPoint } from './measure.ts'

type Point = readonly [x: number, y: number, z: number]

/** Points of MediaPipe's canonical face that are used, centimetres, rounded: right, up, to the viewer. */
const CANONICAL: Readonly<Record<number, Point>> = {
  0: [0, -3.41, 5.98],
  1: [0, -1.13, 7.48],
  13: [0, -3.7, 5.7],
  14: [0, -3.75, 5.7],
  78: [-2.2, -3.8, 4.5],
  308: [2.2, -3.8, 4.5],
  10: [0, 8.26, 4.48],
  152: [0, -9.4, 4.26],
  234: [-7.66, 0.67, -2.44],
  454: [7.66, 0.67, -2.44],
  33: [-4.45, 2.66, 3.17],
  133: [-1.86, 2.59, 3.76],
  362: [1.86, 2.59, 3.76],
  263: [4.45, 2.66, 3.17],
  160: [-3.7, 3.05, 3.7],
  144: [-3.7, 2.2, 3.7],
  159: [-3.1, 3.1, 3.8],
  145: [-3.1, 2.15, 3.8],
  158: [-2.5, 3.05, 3.8],
  153: [-2.5, 2.2, 3.8],
  385: [2.5, 3.05, 3.8],
  380: [2.5, 2.2, 3.8],
  386: [3.1, 3.1, 3.8],
  374: [3.1, 2.15, 3.8],
  387: [3.7, 3.05, 3.7],
  373: [3.7, 2.2, 3.7],
}

const [WIDTH, HEIGHT] = [240, 320] as const

/** Pixels per centimetre. */
const SCALE = 6

interface Turn {
  /** Degrees: clockwise in the picture, to its right, chin up. */
  readonly roll?: number
  readonly yaw?: number
  readonly pitch?: number
}

/** The canonical face from far away, with some points moved. */
function mesh({ roll = 0, yaw = 0, pitch = 0 }: Turn, moved: Readonly<Record<number, Point>> = {}): MeshPoint[] {
  const points = { ...CANONICAL, ...moved }
  return Array.from({ length: POINT_COUNT }, (_, number) => {
    const [x, y, z] = points[number] ?? [0, 0, 5]
    const [up, near] = rotate(y, z, pitch)
    const [right] = rotate(x, near, yaw)
    const [across, down] = rotate(right, -up, -roll)
    return { x: 0.5 + (across * SCALE) / WIDTH, y: 0.45 + (down * SCALE) / HEIGHT }
  })
}

function rotate(a: number, b: number, degrees: number): [number, number] {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return [a * cos + b * sin, b * cos - a * sin]
}

function measured(turn: Turn, moved?: Readonly<Record<number, Point>>) {
  const face = measureFace(mesh(turn, moved), WIDTH, HEIGHT)
  if (face === undefined) throw new Error('the mesh is whole')
  return face
}

test('the canonical face looks into the lens', () => {
  const face = measured({})
  expect(face.roll).toBeCloseTo(0)
  expect(face.yaw).toBeCloseTo(0)
  expect(face.pitch).toBeCloseTo(0, 1)
  expect(face.eyes[0]).toBeCloseTo(0.34, 1)
  expect(face.eyes[1]).toBeCloseTo(face.eyes[0])
  expect(face.mouth).toBeLessThan(0.03)
  expect(face.box.left).toBeCloseTo(0.5 - (7.66 * SCALE) / WIDTH)
  expect(face.box.height).toBeCloseTo((17.66 * SCALE) / HEIGHT)
})

test('a roll is read in degrees of the picture, whatever its form', () => {
  expect(measured({ roll: 12 }).roll).toBeCloseTo(12)
  expect(measured({ roll: -7 }).roll).toBeCloseTo(-7)
})

test('a turned head has its nose ahead of its cheeks', () => {
  expect(measured({ yaw: 10 }).yaw).toBeCloseTo(1.293 * Math.tan((10 * Math.PI) / 180), 2)
  expect(measured({ yaw: -20 }).yaw).toBeLessThan(-0.4)
})

test('a chin that is up takes the nose towards the eyes', () => {
  expect(measured({ pitch: 20 }).pitch).toBeGreaterThan(0.15)
  expect(measured({ pitch: -25 }).pitch).toBeLessThan(-0.15)
})

test('a tilted head is only tilted', () => {
  const face = measured({ roll: 20 })
  expect(face.yaw).toBeCloseTo(0)
  expect(face.pitch).toBeCloseTo(measured({}).pitch)
})

test('each eye and the mouth are read by themselves', () => {
  const shut = { 160: [-3.7, 2.45, 3.7], 159: [-3.1, 2.4, 3.8], 158: [-2.5, 2.45, 3.8] } as const
  const winking = measured({}, shut)
  expect(winking.eyes[0]).toBeLessThan(0.15)
  expect(winking.eyes[1]).toBeGreaterThan(0.3)
  expect(measured({}, { 14: [0, -5.2, 5.7] }).mouth).toBeGreaterThan(0.3)
})

test('a mesh with too few points is not measured', () => {
  expect(measureFace(mesh({}).slice(0, 100), WIDTH, HEIGHT)).toBeUndefined()
})
