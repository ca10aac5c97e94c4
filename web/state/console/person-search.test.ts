import assert from 'node:assert/strict'
import test from 'node:test'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { openPersonSearch } from './person-search.ts'

test('[CO48] people are searched when typing pauses, and a late answer is not shown', async () => {
  const waiting: (() => void)[] = []
  const answers = new Map<string, (people: readonly AdministeredPerson[]) => void>()
  const search = openPersonSearch((text) => new Promise((resolve) => answers.set(text, resolve)), {
    wait: (_ms, then) => {
      waiting.push(then)
      return () => void waiting.splice(waiting.indexOf(then), 1)
    },
  })
  search.search('a')
  search.search('ad')
  assert.equal(waiting.length, 1)
  waiting.pop()?.()
  search.search('ada')
  waiting.pop()?.()
  const person = (userId: string) => ({ userId }) as AdministeredPerson
  answers.get('ada')?.([person('ada')])
  answers.get('ad')?.([person('adam')])
  await new Promise(setImmediate)
  assert.deepEqual(search.view.get(), { isSearching: false, hasFailed: false, people: [person('ada')] })
})
