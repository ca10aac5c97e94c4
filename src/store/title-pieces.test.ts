import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTitleFound, toTitlePieces, toTitleQuery } from './title-pieces.ts'

const CASES: readonly (readonly [title: string, search: string, isFound: boolean])[] = [
  ['Weekly review', 'review', true],
  ['Weekly review', 'EEKLY', true],
  ['Weekly review', 'rev week', true],
  ['Weekly review', 'weekly zebra', false],
  ['Weekly review', 'r', true],
  ['Weekly review', 've', false],
  ['Weekly review', 'we', true],
  ['Q3-Planung (Zürich)', 'q3', true],
  ['Q3-Planung (Zürich)', 'zurich', true],
  ['Q3-Planung (Zürich)', 'q3-plan', true],
  ['Q3-Planung (Zürich)', '3-plan', true],
  ['Sprint 72', '7', true],
  ['Sprint 72', '2', false],
  ['产品周会纪要', '周会', true],
  ['产品周会纪要', '要', true],
  ['产品周会纪要', '会周', false],
  ['Q3产品周会', 'q3产品', true],
  ['Q3产品周会', '3产品', true],
  ['Daily 🎉', '🎉', true],
  ['100%', '00%', true],
  ['注文会議カタカナ', 'カナ', true],
  ['주간 회의', '간', true],
]

test('[CO41] a title is found by its parts, and has all pieces of a search that finds it', () => {
  for (const [title, search, isFound] of CASES) {
    const query = toTitleQuery(search)
    assert.equal(isTitleFound(title, query), isFound, `${search} in ${title}`)
    if (!isFound) continue
    const pieces = new Set(toTitlePieces(title))
    assert.deepEqual(
      query.pieces.filter((piece) => !pieces.has(piece)),
      [],
      `${search} in ${title}`,
    )
  }
})

test('[CO41] every part of a title finds it', () => {
  const title = 'Årsmöte 2026: 产品 review, Q3 & ラーメン'
  const characters = [...title]
  for (let from = 0; from < characters.length; from += 1) {
    for (let to = from + 3; to <= characters.length; to += 1) {
      const part = characters.slice(from, to).join('')
      const query = toTitleQuery(part)
      // A short word in the middle is found only where a word begins.
      if (!isTitleFound(title, query)) {
        assert.ok(
          query.words.some((word) => [...word].length < 3),
          part,
        )
        continue
      }
      const pieces = new Set(toTitlePieces(title))
      assert.ok(
        query.pieces.every((piece) => pieces.has(piece)),
        part,
      )
    }
  }
})

test('[CO41] a long title has at most a few pieces per character, and a search few pieces', () => {
  assert.ok(toTitlePieces('x1y2z3'.repeat(8)).length <= 150)
  assert.ok(toTitleQuery('one two three four five six seven eight nine ten').pieces.length <= 8)
})
