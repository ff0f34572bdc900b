import { expect, test, vi } from 'vitest'
import { nextTick, ref } from 'vue'

import { useTyped } from './useTyped'

test('the address follows what is typed, and the field follows the address', async () => {
  const said = ref('one')
  const change = vi.fn((words: string) => {
    said.value = words.trim()
  })
  const typed = useTyped(() => said.value, change)
  typed.value = 'two '
  await nextTick()
  expect(change).toHaveBeenCalledWith('two ')
  // The space at the end is not taken away while somebody types.
  expect(typed.value).toBe('two ')
  said.value = 'three'
  await nextTick()
  expect(typed.value).toBe('three')
  expect(change).toHaveBeenCalledTimes(1)
})
