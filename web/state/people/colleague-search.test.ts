import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settle, TestClock } from '../room/room.fixture.ts'
import { openColleagueSearch } from './colleague-search.ts'

const NAMES = ['Ada', 'Adam', 'Bob', 'Cleo', 'Dora']
const PAGE = 2

function opened() {
  const clock = new TestClock()
  const requests: { query: string; from: number }[] = []
  const server = { isDown: false }
  const search = openColleagueSearch(async ({ query, from }) => {
    requests.push({ query, from })
    if (server.isDown) throw new Error('offline')
    const found = NAMES.filter((name) => name.toLowerCase().includes(query)).map((name) => ({ unionId: name, name }))
    return { people: found.slice(from, from + PAGE), hasMore: found.length > from + PAGE }
  }, clock)
  const names = () => search.view.get().people.map(({ name }) => name)
  return { search, clock, requests, server, names }
}

test('[PG35] all colleagues are listed before anything is typed, page by page', async () => {
  const { search, names, requests } = opened()
  search.open()
  search.open()
  await settle()
  assert.deepEqual([names(), search.view.get().hasMore], [['Ada', 'Adam'], true])
  search.more()
  search.more()
  await settle()
  assert.deepEqual(names(), ['Ada', 'Adam', 'Bob', 'Cleo'])
  search.more()
  await settle()
  assert.deepEqual([names(), search.view.get().hasMore], [NAMES, false])
  assert.deepEqual(
    requests.map(({ from }) => from),
    [0, 2, 4],
  )
})

test('[PG35] colleagues are searched when typing pauses, and a late answer to an earlier search is not shown', async () => {
  const { search, names, requests, clock } = opened()
  search.open()
  search.search('d')
  search.search('do')
  assert.equal(search.view.get().isSearching, true)
  clock.pass(250)
  await settle()
  assert.deepEqual(requests, [
    { query: '', from: 0 },
    { query: 'do', from: 0 },
  ])
  assert.deepEqual([names(), search.view.get().isSearching], [['Dora'], false])
  search.search('')
  clock.pass(250)
  await settle()
  assert.deepEqual(names(), ['Ada', 'Adam'])
})

test('[PG35] a search that fails says so, and keeps the people that were found before', async () => {
  const { search, names, server } = opened()
  search.open()
  await settle()
  server.isDown = true
  search.more()
  await settle()
  assert.deepEqual([names(), search.view.get().hasFailed], [['Ada', 'Adam'], true])
  server.isDown = false
  search.open()
  await settle()
  assert.deepEqual([names(), search.view.get().hasFailed], [['Ada', 'Adam'], false])
})
