import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { LevelMeter } from '../../media/level-meter.ts'
import type { TokenStorage } from '../../../client/conference-client.ts'
import type { Arrival, Former } from './arrival.ts'
import type { EntryCalls, Proofs } from '../entry/entry-calls.ts'
import { openEntry, type EntrySetup } from '../entry/entry-model.ts'
import type { MeetingModel, MeetingPage, MeetingSetup } from '../entry/entry-views.ts'
import { observable } from '../../../client/observable.ts'
import type { Conference } from '../../../client/conference.ts'
import { openRoom, type RoomSetup } from '../room/room-model.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { RoomEnd } from '../room/views.ts'

/** What the browser provides to the meeting page. */
export type Surroundings = Pick<RoomSetup, 'openEngine' | 'clock' | 'picture'> &
  Pick<EntrySetup, 'rememberedNick' | 'rememberedGuest'> &
  Readonly<{
    calls: EntryCalls
    device: DeviceName
    openMedia: () => OwnMedia
    openMeter: () => LevelMeter
    openSound: () => RoomSetup['sound']
    /** Without a ticket it resumes the remembered session. */
    openConference: (kept: TokenStorage, ticket?: string) => Conference
    storedSession: (roomCode: string) => TokenStorage
  }>

/** Storage name for the session of an accepted call, whose room code is not known beforehand. */
const CALLED = 'call'
const NO_WAY_BACK: ReadonlySet<RoomEnd> = new Set(['banned', 'conference-ended', 'version-unsupported'])

/** The whole meeting page: the page before joining, the room, and the transitions between them. */
export function openPage({ arrival, me, signIn, former }: MeetingSetup, around: Surroundings): MeetingModel {
  const kept = around.storedSession(arrival.kind === 'link' ? arrival.roomCode : CALLED)
  let media = around.openMedia()
  let meter = around.openMeter()
  let proofs: Proofs | undefined = proofsOf(arrival)
  let open: Disposable | undefined
  let joined: Conference | undefined

  const page = observable<MeetingPage>(firstPage())

  function firstPage(): MeetingPage {
    const resumes = arrival.kind !== 'ticket' && kept.read() !== undefined
    // An address without a meeting must not ask for camera permission.
    if (proofs || resumes || arrival.kind === 'ticket') void media.start()
    if (arrival.kind === 'ticket') return toRoom(arrival.ticket)
    return resumes ? toRoom() : toEntry()
  }

  function toEntry(): MeetingPage {
    const entry = openEntry({
      ...(proofs && { proofs }),
      isSignedIn: me !== undefined,
      device: around.device,
      calls: around.calls,
      media,
      meter,
      clock: around.clock,
      picture: around.picture,
      rememberedNick: around.rememberedNick,
      rememberedGuest: around.rememberedGuest,
      signIn,
      proven: (shown) => (proofs = shown),
      enter: (ticket) => replace(() => toRoom(ticket)),
    })
    open = entry
    return { at: 'entry', entry }
  }

  function toRoom(ticket?: string): MeetingPage {
    const conference = around.openConference(kept, ticket)
    joined = conference
    const stopWatching = conference.state.subscribe(() => {
      const { connection, welcomes, roster } = conference.state.get()
      // The person came by a call. The meeting now gets an address to come back to.
      if (roster) proofs ??= { roomCode: roster.conference.roomCode }
      // The session from before the reload has ended. This page has shown nothing of it, so it starts again quietly.
      if (connection.phase === 'ended' && welcomes === 0 && ticket === undefined) again()
    })
    const room = openRoom({
      conference,
      media,
      meter,
      openEngine: around.openEngine,
      sound: around.openSound(),
      clock: around.clock,
      picture: around.picture,
      findPeople: around.calls.findPeople,
      rejoin: (reason) => {
        if (NO_WAY_BACK.has(reason) || (!proofs && reason !== 'replaced')) return undefined
        return () => again(reason === 'replaced')
      },
      ...(former && { former }),
    })
    open = {
      [Symbol.dispose]() {
        stopWatching()
        room[Symbol.dispose]()
      },
    }
    return { at: 'room', room }
  }

  /** Opens everything again, since the room closed the devices when it ended. */
  function again(resumes = false): void {
    replace(() => {
      media = around.openMedia()
      meter = around.openMeter()
      void media.start()
      return resumes && kept.read() !== undefined ? toRoom() : toEntry()
    })
  }

  function replace(next: () => MeetingPage): void {
    open?.[Symbol.dispose]()
    joined = undefined
    page.set(next())
  }

  return {
    page,
    close() {
      open?.[Symbol.dispose]()
      media.close()
      meter.close()
    },
    leave: () => leaveNow(joined),
  }
}

async function leaveNow(joined: Conference | undefined): Promise<Former | undefined> {
  if (!joined || joined.state.get().connection.phase === 'ended') return undefined
  const ended = Promise.withResolvers<void>()
  const stopWatching = joined.state.subscribe(() => {
    if (joined.state.get().connection.phase === 'ended') ended.resolve()
  })
  joined.leave()
  await ended.promise
  stopWatching()
  const held = joined.state.get().roster?.conference
  return held && { roomCode: held.roomCode, title: held.title }
}

function proofsOf(arrival: Arrival): Proofs | undefined {
  if (arrival.kind !== 'link') return undefined
  const { kind: _, ...proofs } = arrival
  return proofs
}
