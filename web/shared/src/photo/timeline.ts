/** What happened to a submission, sorted by the photos that it happened to. */
import type { Schemas } from '../api/types'

type Entry = Schemas['HistoryEntryView']

/** One photo and what became of it, newest first. */
export interface PhotoStory {
  /** Id of the photo; none for what happened without one. */
  readonly photo?: string
  readonly entries: readonly Entry[]
}

/** Stories, the last one first. `entries` come as the service lists them: oldest first. */
export function stories(entries: readonly Entry[]): readonly PhotoStory[] {
  const told: { photo?: string; entries: Entry[] }[] = []
  // What does not name a photo speaks of the one that the student confirmed last.
  let confirmed: string | undefined
  for (const entry of entries) {
    const photo = 'photo' in entry ? entry.photo : confirmed
    if (entry.event === 'photo-confirmed') confirmed = entry.photo
    const known = told.find((story) => story.photo === photo)
    if (known === undefined) told.push({ ...(photo === undefined ? {} : { photo }), entries: [entry] })
    else known.entries.unshift(entry)
  }
  const lastAt = (story: PhotoStory) => Date.parse(story.entries[0]?.at ?? '')
  return told.sort((one, other) => lastAt(other) - lastAt(one))
}
