/** Which file a tethered camera has written last. */

/** A file as a folder lists it. */
export interface Listed {
  readonly name: string
  /** Milliseconds since 1970. */
  readonly lastModified: number
  /** Bytes. */
  readonly size: number
}

const PICTURE = /\.(?:jpe?g|png|webp|heic)$/i

/** The newest picture that was written at `since` or later; none where there is no such. */
export function newestOf<File extends Listed>(files: readonly File[], since: number): File | undefined {
  return files
    .filter(({ name, lastModified, size }) => PICTURE.test(name) && lastModified >= since && size > 0)
    .reduce<File | undefined>((newest, file) => (newest === undefined || file.lastModified > newest.lastModified ? file : newest), undefined)
}

/** Whether two looks saw the same bytes: a file that still grows is not taken. */
export function isSame(one: Listed | undefined, other: Listed | undefined): boolean {
  return one !== undefined && one.name === other?.name && one.size === other.size && one.lastModified === other.lastModified
}
