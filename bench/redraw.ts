// Question: what does a redraw of the room cost at 50, 200 and 800 people?
// Prints the median milliseconds of each kind of change as JSON, by number of people.
import { person, room, settle } from '../web/state/room/room.fixture.ts'

const SIZES = [50, 200, 800]
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const REDRAWS = 20
const LEVEL_MS = 100
/** Longer than a person counts as speaking after their last sound. */
const SILENCE_MS = 1_000

type Room = ReturnType<typeof room>

async function openRoom(size: number): Promise<Room> {
  const opened = room()
  const others = Array.from({ length: size - 1 }, (_, at) => person(`someone-${at}`))
  opened.conference.welcome([person('me', { host: true }), ...others])
  const sending = { audio: true, video: true, screen: false }
  opened.conference.put({ mediaStates: Object.fromEntries(others.map(({ key }) => [`p-${key}`, sending])) })
  await settle()
  return opened
}

/** Each changes one thing, and the room draws itself again before it returns. */
const CHANGES: Record<string, (room: Room, at: number) => void> = {
  'somebody speaks': ({ engine, clock }, at) => {
    engine.heard = new Map([[`p-someone-${at}`, 1]])
    clock.pass(LEVEL_MS)
  },
  'somebody is muted': ({ conference }, at) =>
    conference.change([person(`someone-${at}`, { seq: at + 2, audio: 'muted' })]),
  'somebody switches a camera off': ({ conference }, at) =>
    conference.setMediaStateOf(`someone-${at}`, { audio: true }),
  'somebody joins': ({ conference }, at) => conference.change([person(`new-${at}`, { seq: 10_000 + at })]),
}

function medianOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

const results: Record<string, Record<number, number>> = {}
for (const size of SIZES) {
  for (const [name, change] of Object.entries(CHANGES)) {
    const taken: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const opened = await openRoom(size)
      for (let at = 0; at < REDRAWS; at += 1) {
        const startedAt = performance.now()
        change(opened, at)
        taken.push(performance.now() - startedAt)
        opened.engine.heard = new Map()
        opened.clock.pass(SILENCE_MS)
      }
      opened.model[Symbol.dispose]()
    }
    ;(results[name] ??= {})[size] = medianOf(taken)
  }
}
process.stdout.write(JSON.stringify(results))
