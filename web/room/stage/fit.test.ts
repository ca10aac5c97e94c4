import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsFor, fitTiles } from './fit.ts'

const DESKTOP = { width: 1_256, height: 620 }
const PHONE = { width: 366, height: 640 }

test('[RM21] a page of the grid has at most 25 tiles, and fewer on a smaller screen', () => {
  assert.deepEqual(
    [DESKTOP, { width: 3_000, height: 2_000 }, { width: 780, height: 420 }, PHONE, { width: 100, height: 60 }].map(
      (place) => fitTiles(place, 'grid'),
    ),
    [25, 25, 9, 8, 1],
  )
  assert.deepEqual([fitTiles(DESKTOP, 'speaker'), fitTiles(PHONE, 'speaker')], [4, 2])
})

test('[RM21] the grid has the number of columns with which the tiles are largest', () => {
  const columns = (place: typeof PHONE) => [1, 2, 3, 4, 6, 7, 10, 16, 25].map((count) => columnsFor(count, place))
  assert.deepEqual(columns(DESKTOP), [1, 2, 2, 2, 3, 3, 4, 4, 5])
  assert.deepEqual(
    [1, 2, 3, 4, 5, 8].map((count) => columnsFor(count, PHONE)),
    [1, 1, 1, 2, 2, 2],
  )
})
