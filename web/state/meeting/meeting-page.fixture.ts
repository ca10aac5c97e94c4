import assert from 'node:assert/strict'
import type { RequestTicket } from '../../../client/session-return.ts'
import type { TokenStorage } from '../../../client/token-storage.ts'
import { ApiError } from '../api.ts'
import type { Arrival } from './arrival.ts'
import { OwnMedia } from '../devices/own-media.ts'
import { TestDevices, TestEffects, TestEngine } from '../room/media.fixture.ts'
import { openMeetingPage } from './meeting-page.ts'
import { draftsIn, switchStorage, pictureOf, TestClock, TestConference } from '../room/room.fixture.ts'
import { observable } from '../../../client/observable.ts'
import type { WayBack } from '../room/views.ts'

type Opened = { conference: TestConference; ticket: string | undefined; requestTicket: RequestTicket; way: object }

/** The meeting page with devices, a conference and storages of its own. */
export function page(
  arrival: Arrival,
  { token, previous, silent, inside }: { token?: string; previous?: WayBack; silent?: string; inside?: true } = {},
) {
  const conferences: Opened[] = []
  const devices: TestDevices[] = []
  const storage: TokenStorage & { token: string | undefined } = {
    token,
    read: () => storage.token,
    write: (resumeToken) => void (storage.token = resumeToken),
    forget: () => void (storage.token = undefined),
  }
  const silence = { text: silent }
  const names: string[] = []
  const requests: object[] = []
  const clock = new TestClock()
  const attention = { hidden: false, seen: () => {}, back: () => {}, alerts: [] as string[] }
  const server = { waits: false, inside: inside === true }
  const model = openMeetingPage(
    { arrival, signIn: () => undefined, goTo: () => undefined, ...(previous && { previous }) },
    {
      clock,
      picture: (track) => pictureOf(track.kind),
      device: 'Mac',
      rememberedNick: { read: () => 'Bob', write: () => undefined },
      selfView: { read: () => undefined, write: () => undefined, forget: () => undefined },
      rememberedGuest: { read: () => undefined, write: () => undefined },
      calls: {
        async lookUp(shown) {
          requests.push(shown)
          if (!shown.token && shown.passcode !== '77') throw new ApiError('not-admitted')
          return {
            conferenceId: 'c',
            title: 'Tea',
            inside: [],
            insideCount: 0,
            ...(server.inside && { alreadyInside: true }),
          }
        },
        async pass() {
          if (server.waits) throw new ApiError('waiting-room')
          return { ticket: 'in' }
        },
        findPeople: async () => ({ people: [], hasMore: false }),
      },
      storedDraft: draftsIn(new Map()),
      storedStay: draftsIn(new Map()),
      attention: {
        isHidden: () => attention.hidden,
        onceSeen(act) {
          attention.seen = act
          return () => (attention.seen = () => undefined)
        },
        onBack(act) {
          attention.back = act
          return () => (attention.back = () => undefined)
        },
        admitted: (title) => void attention.alerts.push(title),
      },
      openMedia() {
        const own = new TestDevices()
        devices.push(own)
        return new OwnMedia(own, new TestEffects(), switchStorage())
      },
      openMeter: () => ({ attach: () => undefined, read: () => 0, close: () => undefined }),
      openSound: () => ({
        blocked: observable(false),
        play: () => undefined,
        choose: () => undefined,
        allow: () => undefined,
        close: () => undefined,
      }),
      openEngine: (_grant, events) => new TestEngine(events),
      openConference(options) {
        const { storage: _, ticket, requestTicket, ...way } = options
        const conference = new TestConference()
        conferences.push({ conference, ticket, requestTicket, way })
        return conference
      },
      storedSilence: () => ({
        read: () => silence.text,
        write: (text) => void (silence.text = text),
        forget: () => void (silence.text = undefined),
      }),
      storedSession(roomCode) {
        names.push(roomCode)
        return storage
      },
    },
  )
  const at = () => model.page.get().at
  const conference = () => {
    const last = conferences.at(-1)
    assert.ok(last)
    return last.conference
  }
  const rejoin = () => {
    const shown = model.page.get()
    const status = shown.at === 'room' ? shown.room.status.get() : undefined
    return status?.phase === 'ended' ? status.rejoin : undefined
  }
  return { model, at, requests, conferences, conference, devices, storage, names, rejoin, attention, server, clock }
}

/** A person opens the link of a meeting. */
export const link: Arrival = { kind: 'link', roomCode: '123', token: 't' }
