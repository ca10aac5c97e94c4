import assert from 'node:assert/strict'
import test from 'node:test'
import { ApiError } from '../api.ts'
import { openPagedList, type LoadRows } from './paged-list.ts'

const ROWS = Array.from({ length: 320 }, (_, index) => `row ${index}`)

/** A list of `ROWS` that contain the filter. The cursor is the number of rows before. */
function open(load: LoadRows<string, string> = fromRows) {
  let signedOut = 0
  const list = openPagedList(load, { first: '', signedOut: () => void (signedOut += 1) })
  const shown = () => {
    const view = list.view.get()
    assert.equal(view.phase, 'shown')
    return view.phase === 'shown' ? view : assert.fail()
  }
  return { list, shown, signedOut: () => signedOut }
}

const fromRows: LoadRows<string, string> = async (filter, { cursor = '0', limit }) => {
  const found = ROWS.filter((row) => row.includes(filter))
  const end = Number(cursor) + limit
  return { rows: found.slice(Number(cursor), end), ...(end < found.length && { cursor: String(end) }) }
}

test('[CO4] a list shows a page and adds the next on request, until there is none', async () => {
  const { list, shown } = open()
  assert.deepEqual(list.view.get(), { phase: 'loading' })
  await list.refresh()
  assert.deepEqual([shown().rows.length, shown().hasMore], [50, true])
  for (let pages = 0; pages < 10; pages += 1) await list.more()
  assert.deepEqual(shown().rows, ROWS)
  assert.equal(shown().hasMore, false)
})

test('[CO4] a refresh keeps as many rows as are shown, and leaves a long list as it is', async () => {
  let loads = 0
  const { list, shown } = open(async (filter, page) => {
    loads += 1
    return fromRows(filter, page)
  })
  await list.refresh()
  await list.more()
  await list.refresh()
  assert.deepEqual(shown().rows, ROWS.slice(0, 100))
  await list.more()
  assert.deepEqual(shown().rows, ROWS.slice(0, 150))
  for (let pages = 0; pages < 3; pages += 1) await list.more()
  const before = loads
  await list.refresh()
  assert.equal(loads, before)
})

test('[CO4] at most 500 rows are shown: those before are left out until the list begins anew', async () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `row ${index}`)
  const { list, shown } = open(async (_filter, { cursor = '0', limit }) => {
    const end = Number(cursor) + limit
    return { rows: many.slice(Number(cursor), end), ...(end < many.length && { cursor: String(end) }) }
  })
  await list.refresh()
  for (let pages = 1; pages < 10; pages += 1) await list.more()
  assert.deepEqual([shown().rows.length, shown().hasEarlier], [500, undefined])
  await list.more()
  assert.deepEqual([shown().rows[0], shown().rows.length, shown().hasEarlier], ['row 50', 500, true])
  while (shown().hasMore) await list.more()
  assert.deepEqual(shown().rows, many.slice(-500))
  list.update((rows) => rows.slice(1))
  assert.deepEqual([shown().rows.length, shown().hasEarlier], [499, true])
  await list.restart()
  assert.deepEqual([shown().rows, shown().hasEarlier], [many.slice(0, 50), undefined])
})

test('[CO4] a late answer to a former search is not shown', async () => {
  const answers: (() => void)[] = []
  const { list, shown } = open(async (filter, page) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    answers.push(resolve)
    await promise
    return fromRows(filter, page)
  })
  const first = list.show('row 1')
  const second = list.show('row 31')
  answers[1]?.()
  await second
  answers[0]?.()
  await first
  assert.equal(shown().rows.length, 11)
  const next = list.show('row 2')
  assert.equal(shown().isLoading, true)
  await list.more()
  assert.equal(answers.length, 3)
  answers[2]?.()
  await next
  assert.equal(shown().rows[0], 'row 2')
})

test('[CO4] a late failure of a former search is not shown', async () => {
  const answers: PromiseWithResolvers<void>[] = []
  const { list, shown } = open(async (filter, page) => {
    const answer = Promise.withResolvers<void>()
    answers.push(answer)
    await answer.promise
    return fromRows(filter, page)
  })
  const former = list.show('row 1')
  const latest = list.show('row 31')
  answers[1]?.resolve()
  await latest
  answers[0]?.reject(new ApiError('offline'))
  await former
  assert.deepEqual([shown().rows[0], shown().error], ['row 31', undefined])
})

test('[CO4] a failed refresh keeps the rows and says why; a refusal at first shows no rows', async () => {
  let code: string | undefined
  const { list, shown, signedOut } = open(async (filter, page) => {
    if (code !== undefined) throw new ApiError(code)
    return fromRows(filter, page)
  })
  await list.refresh()
  code = 'offline'
  await list.refresh()
  assert.deepEqual([shown().rows.length, shown().error], [50, 'offline'])
  code = undefined
  await list.refresh()
  assert.equal(shown().error, undefined)
  const refused = open(async () => {
    throw new ApiError('not-administrator')
  })
  await refused.list.refresh()
  assert.deepEqual(refused.list.view.get(), { phase: 'refused', code: 'not-administrator' })
  code = 'offline'
  await list.show('row 1')
  assert.deepEqual(list.view.get(), { phase: 'refused', code: 'offline' })
  code = 'signed-out'
  await list.refresh()
  assert.equal(signedOut(), 1)
})

test('[CO4] a change is shown at once, also while an answer of before it is on its way', async () => {
  let answer = () => {}
  let isSlow = false
  const { list, shown } = open(async (filter, page) => {
    if (isSlow) await new Promise<void>((resolve) => (answer = resolve))
    return fromRows(filter, page)
  })
  await list.refresh()
  isSlow = true
  const refreshed = list.refresh()
  list.update((rows) => rows.filter((row) => row !== 'row 0'))
  answer()
  await refreshed
  assert.deepEqual([shown().rows[0], shown().rows.length, shown().isLoading], ['row 1', 49, false])
})

test('[CO4] a refresh draws only the rows that have changed', async () => {
  let second = 'b'
  const load: LoadRows<{ name: string }, undefined> = async () => ({ rows: [{ name: 'a' }, { name: second }] })
  const list = openPagedList(load, { first: undefined, signedOut: () => {} })
  const rowsOf = () => {
    const view = list.view.get()
    return view.phase === 'shown' ? view.rows : []
  }
  await list.refresh()
  const before = rowsOf()
  second = 'c'
  await list.refresh()
  const after = rowsOf()
  assert.equal(after[0], before[0])
  assert.deepEqual(after[1], { name: 'c' })
})
