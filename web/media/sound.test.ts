import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ElementSound } from './sound.ts'

const sound = (name: string) => ({ id: name }) as unknown as MediaStream
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

function player() {
  return {
    srcObject: null as MediaProvider | null,
    played: 0,
    paused: false,
    sink: '',
    refusal: undefined as Error | undefined,
    async play() {
      this.played += 1
      if (this.refusal) throw this.refusal
    },
    pause() {
      this.paused = true
    },
    async setSinkId(id: string) {
      this.sink = id
    },
  }
}

function playing() {
  const players: ReturnType<typeof player>[] = []
  const refusal = Object.assign(new Error(), { name: 'NotAllowedError' })
  const state = { refuses: false }
  const made = new ElementSound(() => {
    const one = player()
    if (state.refuses) one.refusal = refusal
    players.push(one)
    return one
  })
  return { made, players, state }
}

test('[ME11] everybody else is played once, and stops when they may no longer be heard', () => {
  const { made, players } = playing()
  const ada = sound('ada')
  made.play(new Map([['ada', ada]]))
  made.play(
    new Map([
      ['ada', ada],
      ['bob', sound('bob')],
    ]),
  )
  assert.deepEqual(
    players.map(({ played }) => played),
    [1, 1],
  )
  made.play(new Map([['ada', ada]]))
  assert.deepEqual([players[1]?.paused, players[1]?.srcObject, players[0]?.paused], [true, null, false])
  const anew = sound('ada again')
  made.play(new Map([['ada', anew]]))
  assert.deepEqual([players.length, players[0]?.srcObject, players[0]?.played], [2, anew, 2])
})

test('[ME11] the chosen speaker plays people who are in the meeting and people who join later', () => {
  const { made, players } = playing()
  made.play(new Map([['ada', sound('ada')]]))
  made.choose('s')
  made.play(
    new Map([
      ['ada', sound('ada')],
      ['bob', sound('bob')],
    ]),
  )
  assert.deepEqual(
    players.map(({ sink }) => sink),
    ['s', 's'],
  )
})

test('[ME12] if the browser plays only after a click, the page says so, and one click plays everybody', async () => {
  const { made, players, state } = playing()
  state.refuses = true
  made.play(
    new Map([
      ['ada', sound('ada')],
      ['bob', sound('bob')],
    ]),
  )
  await settle()
  assert.equal(made.blocked.get(), true)
  for (const one of players) one.refusal = undefined
  made.allow()
  await settle()
  assert.equal(made.blocked.get(), false)
  assert.deepEqual(
    players.map(({ played }) => played),
    [2, 2],
  )
})
