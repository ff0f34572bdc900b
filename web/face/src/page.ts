/**
 * The frame that finds faces. It has no origin: what the library evaluates reaches neither the session
 * nor the app, and the headers of this page let it load nothing but its own files. It gets pictures
 * from the page that holds it and answers with numbers.
 */
import { MAX_FACES, readLook } from '@caixiang/shared/frame/faceMessages'
import type { FrameMessage, MeshFace } from '@caixiang/shared/frame/faceMessages'

import { measureFace } from './measure.ts'
import type { MeshPoint } from './measure.ts'

/** What is used of the library, which is a script of its own and leaves a global behind. */
interface Mesh {
  readonly setOptions: (options: Readonly<Record<string, number | boolean>>) => void
  readonly onResults: (
    listener: (results: { readonly multiFaceLandmarks?: readonly (readonly MeshPoint[])[] }) => void,
  ) => void
  readonly initialize: () => Promise<void>
  readonly send: (inputs: { readonly image: HTMLCanvasElement }) => Promise<void>
}

type MeshMaker = new (config: { readonly locateFile: (name: string) => string }) => Mesh

/** As the camera's frames are, so that the first of them finds everything in place. */
const WARM_UP = { width: 240, height: 320 } as const

// The holder is of the host that this page came from, by the page's headers (`frame-ancestors`);
// `location` still names it, `origin` does not.
const host = location.origin

const canvas = document.createElement('canvas')
let faces: readonly MeshFace[] = []

void start()

async function start(): Promise<void> {
  tell({ kind: 'here' })
  try {
    const mesh = await load()
    addEventListener('message', (event) => {
      if (event.source === parent && event.origin === host) void answer(mesh, event.data)
    })
    tell({ kind: 'ready' })
  } catch {
    tell({ kind: 'unavailable' })
  }
}

async function load(): Promise<Mesh> {
  // The library would only raise a box for want of it.
  const probe = document.createElement('canvas')
  if (probe.getContext('webgl2') === null && probe.getContext('webgl') === null) {
    throw new Error('there is no WebGL')
  }
  const { FaceMesh } = window as unknown as { readonly FaceMesh?: MeshMaker }
  if (FaceMesh === undefined) throw new Error('the library did not load')
  // Beside the library, wherever a build has put it.
  const mesh = new FaceMesh({ locateFile: (name) => new URL(`../../${name}`, import.meta.url).href })
  mesh.setOptions({ maxNumFaces: MAX_FACES, refineLandmarks: false })
  mesh.onResults(({ multiFaceLandmarks = [] }) => {
    const measured = multiFaceLandmarks.map((points) => measureFace(points, canvas.width, canvas.height))
    faces = measured.filter((face) => face !== undefined)
  })
  await mesh.initialize()
  // Networks and shaders are made ready by the first picture, which takes seconds on some phones.
  Object.assign(canvas, WARM_UP)
  canvas.getContext('2d')?.fillRect(0, 0, WARM_UP.width, WARM_UP.height)
  await mesh.send({ image: canvas })
  return mesh
}

async function answer(mesh: Mesh, data: unknown): Promise<void> {
  const look = readLook(data)
  if (look === undefined) return
  const { id, width, height, rgba } = look
  Object.assign(canvas, { width, height })
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0)
  faces = []
  try {
    await mesh.send({ image: canvas })
    tell({ kind: 'seen', id, faces })
  } catch {
    // Most likely the GPU was taken away; a new frame would start over.
    tell({ kind: 'unavailable' })
  }
}

function tell(message: FrameMessage): void {
  parent.postMessage(message, host)
}
