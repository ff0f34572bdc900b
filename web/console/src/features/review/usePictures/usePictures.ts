/** Pictures that are fetched and decoded before anybody looks at them, so that the next one is painted at once. */
import { shallowReactive } from 'vue'

/** A picture and how far it has come; the element itself, since a second one would be decoded anew. */
export interface Picture {
  readonly state: 'loading' | 'ready' | 'failed'
  readonly image: HTMLImageElement
}

/** As many as two photos have: the one in front and the next. */
const NEAR = 4

/** Keeps pictures by their address. */
export function usePictures(create: () => HTMLImageElement = () => new Image()) {
  const pictures = shallowReactive(new Map<string, Picture>())

  async function load(url: string, isNear = true): Promise<void> {
    const image = create()
    // On a thin line a dozen ahead must not hold up the one in front.
    image.fetchPriority = isNear ? 'high' : 'low'
    pictures.set(url, { state: 'loading', image })
    image.src = url
    const state = await image.decode().then(
      () => 'ready' as const,
      () => 'failed' as const,
    )
    // Let go, or asked for again meanwhile.
    if (pictures.get(url)?.image === image) pictures.set(url, { state, image })
  }

  /** Fetches what is not there yet, the first ones first, and lets go of everything else: photos of faces are not kept for later. */
  function keep(urls: readonly string[]): void {
    for (const url of pictures.keys()) if (!urls.includes(url)) pictures.delete(url)
    for (const [at, url] of urls.entries()) if (!pictures.has(url)) void load(url, at < NEAR)
  }

  return { of: (url: string | null | undefined) => (url == null ? undefined : pictures.get(url)), keep, load }
}

