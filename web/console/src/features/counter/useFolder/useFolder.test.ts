import { expect, test, vi } from 'vitest'
import { effectScope } from 'vue'

import { useFolder } from './useFolder'

function fileOf(name: string, lastModified: number, content = 'photo'): File {
  return new File([content], name, { lastModified })
}

async function folderWith(files: File[], since: () => number | undefined) {
  const take = vi.fn<(file: File) => void>()
  const values = async function* () {
    for (const file of await Promise.resolve(files)) yield { kind: 'file', getFile: () => Promise.resolve(file) }
  }
  const scope = effectScope()
  const folder = scope.run(() => useFolder(since, take, () => Promise.resolve({ name: '联机拍摄', values })))
  if (folder === undefined) throw new Error('no scope')
  await folder.choose()
  return { folder, take, scope }
}

test('a new file is taken once, at the second look that finds it whole', async () => {
  const files = [fileOf('old.jpg', 5)]
  const { folder, take, scope } = await folderWith(files, () => 10)
  expect(folder.name.value).toBe('联机拍摄')
  await folder.look()
  files.push(fileOf('new.jpg', 20, 'pho'))
  await folder.look()
  files[1] = fileOf('new.jpg', 21, 'photo')
  await folder.look()
  expect(take).not.toHaveBeenCalled()
  await folder.look()
  await folder.look()
  expect(take.mock.calls.map(([file]) => file.name)).toEqual(['new.jpg'])
  scope.stop()
})

test('while nobody stands at the counter nothing is taken', async () => {
  const { folder, take, scope } = await folderWith([fileOf('new.jpg', 20)], () => undefined)
  await folder.look()
  await folder.look()
  expect(take).not.toHaveBeenCalled()
  scope.stop()
})
