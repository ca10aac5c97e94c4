import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'
import { toCursor, toPageQuery, type ListName } from './cursor.ts'
import { InvalidRequestError } from './invalid-request.ts'
import { loadPageQuery, toPlace, toPlaceCursor, toStartCursor } from './number-cursor.ts'
import { HEAD } from './stub-api.fixture.ts'

const LAST_INT64 = 2n ** 63n - 1n
const LAST_INSTANT = 2 ** 42 - 1

const hexId = fc.stringMatching(/^[0-9a-f]{24}$/)
const at = fc.integer({ min: 1, max: LAST_INSTANT }) as fc.Arbitrary<EpochMs>
const listName: fc.Arbitrary<ListName> = fc.tuple(fc.constantFrom('Members', 'Details', 'Running'), hexId)
const twoLists = fc.tuple(listName, listName).filter(([one, other]) => one.join() !== other.join())

const isOfAnotherList = (error: unknown) => error instanceof InvalidRequestError && error.field === 'nextToken'

test('[GW24] [GW25] a cursor by place leads back to its place, in its own list only, and is a number of 64 bits', () => {
  fc.assert(
    fc.property(twoLists, fc.integer({ min: 1, max: 2 ** 31 - 1 }), ([list, other], place) => {
      const nextToken = toPlaceCursor(list, place)
      assert.match(nextToken, /^[1-9][0-9]{0,18}$/)
      assert.ok(BigInt(nextToken) <= LAST_INT64)
      assert.equal(toPlace(list, { nextToken }), place)
      assert.throws(() => toPlace(other, { nextToken }), isOfAnotherList)
    }),
  )
  for (const nextToken of ['1', '128', '9999999999999999999']) {
    assert.throws(() => toPlace(['Members', 'a'], { nextToken }), isOfAnotherList, nextToken)
  }
})

test('[GW24] [GW25] a cursor by start finds its conference among those of the same millisecond', async () => {
  const ids = fc.uniqueArray(hexId, { minLength: 1, maxLength: 20 }) as fc.Arbitrary<ConferenceId[]>
  await fc.assert(
    fc.asyncProperty(twoLists, at, ids, async ([list, other], startedAt, all) => {
      const heads = all.map((id): ConferenceHead => ({ ...HEAD, id, startedAt }))
      const given = { defaultLimit: 7, listStartedAt: async (moment: EpochMs) => (moment === startedAt ? heads : []) }
      for (const id of all) {
        const nextToken = toStartCursor(list, { at: startedAt, id })
        assert.match(nextToken, /^[1-9][0-9]{0,18}$/)
        assert.ok(BigInt(nextToken) <= LAST_INT64)
        const query = await loadPageQuery(list, { nextToken }, given)
        assert.deepEqual(query, { after: { at: startedAt, id }, limit: 7 })
        await assert.rejects(loadPageQuery(other, { nextToken }, given), isOfAnotherList)
        await assert.rejects(
          loadPageQuery(list, { nextToken }, { ...given, listStartedAt: async () => [] }),
          isOfAnotherList,
        )
      }
    }),
    { numRuns: 50 },
  )
})

test('[GW24] [GW25] a cursor as text leads back to its position, in its own list only', () => {
  fc.assert(
    fc.property(twoLists, at, hexId, ([list, other], moment, id) => {
      const position = { at: moment, id }
      const nextToken = toCursor(list, position)
      assert.match(nextToken, /^[A-Za-z0-9_-]{32}$/)
      assert.deepEqual(toPageQuery(list, { nextToken, maxResults: 5 }, 100), { after: position, limit: 5 })
      assert.throws(() => toPageQuery(other, { nextToken }, 100), isOfAnotherList)
    }),
  )
})

test('[QU4] the start has no position, and a page has at most 1000 rows', async () => {
  const list: ListName = ['Details', 'a']
  const given = { defaultLimit: 128, listStartedAt: async () => [] }
  for (const start of [{}, { nextToken: '0' }]) {
    assert.equal(toPlace(list, start), 0)
    assert.deepEqual(toPageQuery(list, { ...start, maxResults: 5_000 }, 100), { limit: 1_000 })
    assert.deepEqual(await loadPageQuery(list, start, given), { limit: 128 })
  }
})
