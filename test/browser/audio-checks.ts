import assert from 'node:assert/strict'
import { eventually } from '../worlds/server-process.ts'
import type { Media } from './peers.ts'
import type { Person } from './browser-person.ts'

const COMES_MS = 20_000
/** Long enough for the beep of the fake microphone, one a second. */
const LISTEN_MS = 3_000

const energy = ({ audio }: Media) => audio.reduce((sum, track) => sum + track.energy, 0)

/** Resolves when this page decodes moving video of `others` people. */
export async function expectToSee(person: Person, others: number): Promise<void> {
  const first = await person.media()
  const media = await eventually(
    () => person.media(),
    (now) => moving(first, now) >= others,
    COMES_MS,
  )
  assert.ok(
    moving(first, media) >= others,
    `${person.nick} sees ${moving(first, media)} of ${others}: ${describe(media)}`,
  )
}

/** How many received pictures move while this function waits. */
export async function movingPictures(person: Person, waitMs: number): Promise<number> {
  const before = await person.media()
  await person.page.waitForTimeout(waitMs)
  return moving(before, await person.media())
}

/** Resolves when sound that is not silence arrives here. */
export async function expectToHear(person: Person): Promise<void> {
  const before = energy(await person.media())
  const after = await eventually(
    async () => energy(await person.media()),
    (now) => now > before,
    COMES_MS,
  )
  assert.ok(after > before, `${person.nick} hears nothing`)
}

/** Resolves when this page sends sound that is not silence. */
export async function expectToBeSent(person: Person): Promise<void> {
  const energySent = async () => (await person.media()).audioSent.energy
  const before = await energySent()
  const after = await eventually(energySent, (now) => now > before, COMES_MS)
  assert.ok(after > before, `${person.nick} sends nothing but silence`)
}

/** Resolves when the received audio energy has not changed for some seconds. */
export async function expectSilence(person: Person): Promise<void> {
  const deadline = Date.now() + COMES_MS
  for (;;) {
    const before = energy(await person.media())
    await person.page.waitForTimeout(LISTEN_MS)
    const grown = energy(await person.media()) - before
    if (grown < 1e-9) return
    assert.ok(Date.now() < deadline, `${person.nick} still hears, by ${grown}`)
  }
}

/** How many tracks have decoded frames since `before`. A track that is new since then counts too. */
function moving(before: Media, now: Media): number {
  const then = new Map(before.video.map(({ track, frames }) => [track, frames]))
  return now.video.filter(({ track, frames }) => frames > (then.get(track) ?? 0)).length
}

function describe(media: Media): string {
  return JSON.stringify(media)
}
