import type { EntryAnswer } from '../../../contract/web/types.ts'
import { ApiError, type RetryPasses } from '../api.ts'
import { OwnMedia } from '../devices/own-media.ts'
import { TestDevices, TestEffects } from '../room/media.fixture.ts'
import { pictureOf, switchStorage, TestClock } from '../room/room.fixture.ts'
import type { Proofs } from './entry-calls.ts'
import type { EntryWay } from './entry-views.ts'
import { openEntry, type EntrySetup } from './entry-model.ts'

/** A meeting that Ada is in. */
export const found: EntryAnswer = { conferenceId: 'c', title: 'Tea', inside: ['Ada'], insideCount: 1 }

/** The page before joining, over a server, devices and a clock that the test drives. */
export function entry(part: Partial<EntrySetup> = {}) {
  const clock = new TestClock()
  const devices = new TestDevices()
  const effects = new TestEffects()
  const media = new OwnMedia(devices, effects, switchStorage())
  const meter = { level: 0, attach: () => undefined, read: () => meter.level, close: () => undefined }
  const requests: unknown[] = []
  const entered: string[] = []
  const server = {
    answer: { ...found } as EntryAnswer | string,
    pass: 'ticket' as string,
    again: {} as RetryPasses,
    closedTo: undefined as ApiError['closedTo'],
    hasHostPassword: false,
  }
  const nicks: string[] = []
  const waited: boolean[] = []
  const ways: EntryWay[] = []
  const signedInFor: Proofs[] = []
  const wentTo: Proofs[] = []
  const guests = new Map<string, string>()
  const model = openEntry({
    proofs: { roomCode: '123', token: 't' },
    isSignedIn: false,
    device: 'Mac',
    media,
    meter,
    clock,
    calls: {
      async lookUp(proofs) {
        requests.push(proofs)
        await Promise.resolve() // the answer comes later
        const { answer, closedTo, hasHostPassword } = server
        if (typeof answer === 'string') throw new ApiError(answer, { closedTo, hasHostPassword })
        return answer
      },
      async pass(given) {
        requests.push(given)
        if (server.pass !== 'ticket') throw new ApiError(server.pass, { retryPasses: server.again })
        return { ticket: 'in', ...server.again }
      },
      findPeople: async () => ({ people: [], hasMore: false }),
    },
    picture: (track) => pictureOf(track.kind),
    rememberedNick: { read: () => nicks.at(-1), write: (nick) => void nicks.push(nick) },
    rememberedGuest: { read: (code) => guests.get(code), write: (code, pass) => void guests.set(code, pass) },
    signIn: (proofs) => void signedInFor.push(proofs),
    goTo: (proofs) => void wentTo.push(proofs),
    onAccepted: () => undefined,
    enter: (ticket, { hasWaited, way }) => void (entered.push(ticket), waited.push(hasWaited), ways.push(way)),
    ...part,
  })
  return {
    model,
    view: () => model.view.get(),
    clock,
    media,
    devices,
    effects,
    meter,
    requests,
    entered,
    server,
    nicks,
    guests,
    signedInFor,
    wentTo,
    waited,
    ways,
  }
}
