import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { LevelMeter } from '../../media/level-meter.ts'
import type { TokenStorage } from '../../../client/token-storage.ts'
import type { Arrival, PreviousMeeting } from './arrival.ts'
import type { EntryCalls, Proofs } from '../entry/entry-calls.ts'
import { requestNewTicket } from './new-ticket.ts'
import { openEntry, type EntrySetup } from '../entry/entry-model.ts'
import type { EntryWay, MeetingModel, MeetingPage, MeetingSetup } from '../entry/entry-views.ts'
import { observable } from '../../../client/observable.ts'
import type { Conference, ConferenceState } from '../../../client/conference.ts'
import { seatOf } from '../../../client/roster.ts'
import type { RequestTicket, TicketAnswer } from '../../../client/session-return.ts'
import { openRoom, type RoomSetup } from '../room/room-model.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { RoomEnd } from '../room/views.ts'
import type { StoredText } from '../stored-text.ts'

/** What the browser provides to the meeting page. */
export type BrowserEnvironment = Pick<
  RoomSetup,
  'openEngine' | 'clock' | 'picture' | 'storedDraft' | 'storedStay' | 'selfView'
> &
  Pick<EntrySetup, 'rememberedNick' | 'rememberedGuest'> &
  Readonly<{
    calls: EntryCalls
    device: DeviceName
    openMedia: () => OwnMedia
    /** Whether the person sees the page. */
    attention: Readonly<{
      isHidden: () => boolean
      /** Calls `act` once, when the page is seen again. @returns a function that prevents it */
      onceSeen: (act: () => void) => () => void
      /** Calls `act` each time the page is seen again or the device is online again. @returns a function that ends it */
      onBack: (act: () => void) => () => void
      /** Tells the person that they are in. */
      admitted: (title: string) => void
    }>
    openMeter: () => LevelMeter
    openSound: () => RoomSetup['sound']
    /** Without a ticket it resumes the remembered session. With `requestTicket` it comes back after it was lost. */
    openConference: (
      options: Readonly<{ storage: TokenStorage; ticket?: string; requestTicket: RequestTicket }> & EntryWay,
    ) => Conference
    storedSession: (roomCode: string) => TokenStorage
    /** Has a text while the session of this tab is without sound. */
    storedSilence: (roomCode: string) => StoredText
  }>

/** Stands for the room code in the name under which the session of an accepted call is stored. */
const CALLED = 'call'
/** Ends after which the page does not offer to rejoin. */
const NO_WAY_BACK: ReadonlySet<RoomEnd> = new Set(['banned', 'conference-ended', 'version-unsupported'])

/** The whole meeting page: the page before joining, the room, and the transitions between them. */
export function openMeetingPage(
  { arrival, me, signIn, goTo, previous }: MeetingSetup,
  env: BrowserEnvironment,
): MeetingModel {
  const place = arrival.kind === 'link' ? arrival.roomCode : CALLED
  const storage = env.storedSession(place)
  const silence = env.storedSilence(place)
  let media = env.openMedia()
  let meter = env.openMeter()
  let proofs: Proofs | undefined = proofsOf(arrival)
  let open: Disposable | undefined
  let joined: Conference | undefined
  /** How often the session was welcomed when it got a ticket to come back. */
  let returnedAfter: number | undefined
  let stopWaitingToBeSeen = () => {}

  const page = observable<MeetingPage>(firstPage())

  function firstPage(): MeetingPage {
    const resumes = arrival.kind !== 'ticket' && storage.read() !== undefined
    if (resumes) return toResumedRoom()
    // An address without a meeting must not ask for camera permission.
    if (proofs) void media.start()
    if (arrival.kind === 'ticket') {
      void media.start({ camera: arrival.video })
      return toRoom(arrival.ticket)
    }
    return toEntry()
  }

  /** The room of the stored session. If it is without sound, no device is opened, not even for a moment. */
  function toResumedRoom(): MeetingPage {
    if (silence.read() !== undefined) return toRoom(undefined, { withoutSound: true })
    void media.start()
    return toRoom()
  }

  /** A person who waited and does not see the page is told, and is not seen or heard before they come back. */
  function admitted(title: string): void {
    const { attention } = env
    if (!attention.isHidden()) return
    attention.admitted(title)
    media.drop('microphone')
    media.drop('camera')
    const own = media
    stopWaitingToBeSeen = attention.onceSeen(() => void own.start())
  }

  function toEntry(): MeetingPage {
    const entry = openEntry({
      ...(proofs && { proofs }),
      isSignedIn: me !== undefined,
      device: env.device,
      calls: env.calls,
      media,
      meter,
      clock: env.clock,
      picture: env.picture,
      rememberedNick: env.rememberedNick,
      rememberedGuest: env.rememberedGuest,
      signIn,
      goTo,
      onAccepted: (accepted) => (proofs = accepted),
      enter: (ticket, { hasWaited, way }) => {
        if (hasWaited) admitted(entry.view.get().title ?? '')
        replace(() => toRoom(ticket, way))
      },
    })
    open = entry
    return { at: 'entry', entry }
  }

  function toRoom(ticket?: string, way: EntryWay = {}): MeetingPage {
    if (way.withoutSound) silence.write('on')
    else silence.forget()
    const conference = env.openConference({ storage, requestTicket, ...(ticket !== undefined && { ticket }), ...way })
    joined = conference
    const stopFollowingBrowser = env.attention.onBack(() => conference.tryNow())
    const stopWatching = conference.state.subscribe(() => {
      const { connection, welcomes, roster } = conference.state.get()
      // After a call, only the roster tells the room code that is needed to rejoin.
      if (roster) proofs ??= { roomCode: roster.conference.roomCode }
      // The session from before a reload has ended. This page has not shown it yet, so it simply starts again.
      if (connection.phase === 'ended' && welcomes === 0 && ticket === undefined) reopen()
    })
    const room = openRoom({
      conference,
      media,
      meter,
      openEngine: env.openEngine,
      sound: env.openSound(),
      clock: env.clock,
      picture: env.picture,
      findPeople: env.calls.findPeople,
      storedDraft: env.storedDraft,
      storedStay: env.storedStay,
      selfView: env.selfView,
      rejoin: (reason) => {
        if (NO_WAY_BACK.has(reason) || (!proofs && reason !== 'replaced')) return undefined
        return () => reopen(reason === 'replaced')
      },
      turnSoundOn: () => void leaveNow(conference).then(() => reopen()),
      ...(previous && { previous }),
    })
    open = {
      [Symbol.dispose]() {
        stopWatching()
        stopFollowingBrowser()
        room[Symbol.dispose]()
      },
    }
    return { at: 'room', room }
  }

  async function requestTicket(): Promise<TicketAnswer> {
    const state = joined?.state.get()
    const conferenceId = state?.roster?.conference.conferenceId
    if (!proofs || !state || conferenceId === undefined) return { end: { kind: 'closed', reason: 'lost' } }
    const { roomCode } = proofs
    const [nick, guest] = [env.rememberedNick.read(), env.rememberedGuest.read(roomCode)]
    // An earlier ticket may have opened a session whose welcome did not arrive.
    const isFirst = returnedAfter !== state.welcomes
    const answer = await requestNewTicket({
      calls: env.calls,
      proofs,
      conferenceId,
      device: env.device,
      isSignedIn: me !== undefined,
      wasOnlyDevice: isFirst && silence.read() === undefined && isOnlyDevice(state),
      ...(nick !== undefined && { nick }),
      ...(guest !== undefined && { guest }),
      keepGuest: (pass) => env.rememberedGuest.write(roomCode, pass),
    })
    if ('ticket' in answer) returnedAfter = state.welcomes
    return answer
  }

  /** Opens the devices again, since the room closed them when it ended, and shows the entry page or the resumed room. */
  function reopen(resumes = false): void {
    replace(() => {
      media = env.openMedia()
      meter = env.openMeter()
      if (resumes && storage.read() !== undefined) return toResumedRoom()
      void media.start()
      return toEntry()
    })
  }

  function replace(next: () => MeetingPage): void {
    open?.[Symbol.dispose]()
    joined = undefined
    returnedAfter = undefined
    page.set(next())
  }

  return {
    page,
    close() {
      stopWaitingToBeSeen()
      open?.[Symbol.dispose]()
      media.close()
      meter.close()
    },
    leave: () => leaveNow(joined),
  }
}

/** Whether the roster shows no other session of the person than this one. */
function isOnlyDevice({ self, roster }: Pick<ConferenceState, 'self' | 'roster'>): boolean {
  return roster !== undefined && seatOf(roster, self)?.member.sessions.length === 1
}

/** Leaves the meeting. Resolves when the session has ended, with the meeting that was left. */
async function leaveNow(joined: Conference | undefined): Promise<PreviousMeeting | undefined> {
  if (!joined || joined.state.get().connection.phase === 'ended') return undefined
  const ended = Promise.withResolvers<void>()
  const stopWatching = joined.state.subscribe(() => {
    if (joined.state.get().connection.phase === 'ended') ended.resolve()
  })
  joined.leave()
  await ended.promise
  stopWatching()
  const conference = joined.state.get().roster?.conference
  return conference && { roomCode: conference.roomCode, title: conference.title }
}

function proofsOf(arrival: Arrival): Proofs | undefined {
  if (arrival.kind !== 'link') return undefined
  const { kind: _, ...proofs } = arrival
  return proofs
}
