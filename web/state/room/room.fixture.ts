import type { Control } from '../../../contract/signaling/control.ts'
import type { MediaGrant, PeerSignal, QualitySummary, MediaState } from '../../../contract/signaling/media.ts'
import type { Change, ClosedReason, Done, MemberView, RefusalCode } from '../../../contract/signaling/types.ts'
import type { Picture } from '../../media/engine.ts'
import { observable } from '../../../client/observable.ts'
import { TestDevices, TestEffects, TestEngine } from './media.fixture.ts'
import { TestClock } from '../../../client/test-clock.fixture.ts'
import type { Conference, ConferenceState, Message, SessionEnd } from '../../../client/conference.ts'
import { applyChange, toRoster } from '../../../client/roster.ts'
import { openRoom } from './room-model.ts'
import { OwnMedia, type StoredSwitches } from '../devices/own-media.ts'

export { TestClock } from '../../../client/test-clock.fixture.ts'

export function person(key: string, part: Partial<MemberView> = {}): MemberView {
  return {
    key,
    seq: 1,
    unionId: `u-${key}`,
    nick: key,
    status: 3,
    host: false,
    coHost: false,
    outside: false,
    byPhone: false,
    audio: 'allowed',
    sessions: [{ participantId: `p-${key}`, device: 'Mac', silent: false }],
    ...part,
  }
}

/** A conference that the test controls. */
export class TestConference implements Conference {
  readonly state = observable<ConferenceState>({
    connection: { phase: 'joining' },
    self: '',
    mediaStates: {},
    said: [],
    grades: {},
    welcomes: 0,
  })
  readonly controls: Control[] = []
  readonly sentMediaStates: MediaState[] = []
  readonly said: string[] = []
  readonly signals: { to: string; signal: PeerSignal }[] = []
  readonly reported: QualitySummary[] = []
  answer: Done = { ok: true }
  left = 0
  closed = 0
  loadsAll = false
  aways = 0
  triesNow = 0
  /** The test has said who has an audio place. */
  #isPlaced = false
  readonly #listeners = new Set<(message: Message) => void>()

  onMessage(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  happen(message: Message): void {
    for (const listener of this.#listeners) listener(message)
  }

  put(part: Partial<ConferenceState>): void {
    this.state.update((state) => ({ ...state, ...part }))
  }

  /** `me` joins, with the others in the meeting. */
  welcome(members: readonly MemberView[], part: Partial<ConferenceState> = {}): void {
    const { welcomes } = this.state.get()
    this.put({
      connection: { phase: 'joined' },
      self: 'p-me',
      grant,
      welcomes: welcomes + 1,
      roster: roster(members),
      ...part,
    })
  }

  /** Replaces members of the roster, or adds them. Each gets an audio place, until the test says who has one. */
  change(
    members: readonly MemberView[],
    conference: Partial<NonNullable<ConferenceState['roster']>['conference']> = {},
    made: Pick<Change, 'byAdministrator'> = {},
  ): void {
    const before = this.state.get().roster
    if (!before) throw new Error('not welcomed')
    this.#isPlaced ||= conference.audioPlaces !== undefined
    const audioPlaces = [...before.conference.audioPlaces, ...(this.#isPlaced ? [] : idsOf(members))]
    const changed = { ...before.conference, audioPlaces, ...conference }
    const change = { previous: before.seq, seq: before.seq + 1, conference: changed }
    const next = applyChange(before, { ...change, ...made, members: [...members] })
    if (!next) throw new Error('the roster has a gap')
    this.put({ roster: next })
  }

  setMediaStateOf(key: string, state: Partial<MediaState>): void {
    const { mediaStates } = this.state.get()
    this.put({ mediaStates: { ...mediaStates, [`p-${key}`]: { audio: false, video: false, screen: false, ...state } } })
  }

  async control(control: Control): Promise<Done> {
    this.controls.push(control)
    return this.answer
  }

  async setMediaState(state: MediaState): Promise<Done> {
    this.sentMediaStates.push(state)
    return this.answer
  }

  async say(text: string): Promise<Done> {
    this.said.push(text)
    return this.answer
  }

  async react(): Promise<Done> {
    return this.answer
  }

  signal(to: string, signal: PeerSignal): void {
    this.signals.push({ to, signal })
  }

  async renewGrant(): Promise<Done> {
    return this.answer
  }

  reportQuality(summary: QualitySummary): void {
    this.reported.push(summary)
  }

  loadAll(): void {
    this.loadsAll = true
  }

  leave(): void {
    this.left += 1
    this.end('left')
  }

  tryNow(): void {
    this.triesNow += 1
  }

  away(): void {
    this.aways += 1
  }

  close(): void {
    this.closed += 1
  }

  end(reason: ClosedReason | RefusalCode): void {
    const end: SessionEnd = isClosing(reason) ? { kind: 'closed', reason } : { kind: 'refused', code: reason }
    this.put({ connection: { phase: 'ended', end } })
  }
}

function idsOf(members: readonly MemberView[]): string[] {
  return members.flatMap(({ sessions }) => sessions.map(({ participantId }) => participantId))
}

function isClosing(reason: ClosedReason | RefusalCode): reason is ClosedReason {
  return ['left', 'lost', 'removed', 'banned', 'conference-ended', 'replaced'].includes(reason)
}

const grant: MediaGrant = { engine: 'mesh', iceServers: [], expiresAt: 0, maxVideo: 3, maxAudio: 5 }

function roster(members: readonly MemberView[]): NonNullable<ConferenceState['roster']> {
  const insideCount = members.filter(({ sessions }) => sessions.length > 0).length
  return toRoster({
    seq: 1,
    conference: {
      conferenceId: 'c',
      title: 'Tea',
      roomCode: '123',
      locked: false,
      sharing: 'everybody',
      waitingRoom: false,
      muteOnJoin: 'never',
      chat: true,
      startTime: 5,
      memberCount: members.length,
      insideCount,
      audioPlaces: idsOf(members),
    },
    // In the given order, unless the test sets another.
    members: members.map((member, at) => ({ ...member, seq: at + 1 })),
  })
}

export function switchStorage(first?: { microphone: boolean; camera: boolean }): StoredSwitches & { stored: unknown } {
  return {
    stored: first,
    read: () => first,
    write(switches) {
      this.stored = switches
    },
  }
}

export const pictureOf = (name: string) => ({ id: name }) as unknown as Picture
export const soundOf = (name: string) => ({ id: name }) as unknown as MediaStream

/** Drafts as a tab stores them. */
export const draftsIn = (drafts: Map<string, string>) => (conferenceId: string) => ({
  read: () => drafts.get(conferenceId),
  write: (text: string) => void drafts.set(conferenceId, text),
  forget: () => void drafts.delete(conferenceId),
})

/** An empty room with everything around it. `drafts`: what the tab has stored before. */
export function room(drafts = new Map<string, string>(), { stays = new Map<string, string>() } = {}) {
  const clock = new TestClock()
  const conference = new TestConference()
  const devices = new TestDevices()
  const effects = new TestEffects()
  const storage = switchStorage()
  const media = new OwnMedia(devices, effects, storage)
  const blocked = observable(false)
  const sound = {
    blocked,
    playing: [] as string[],
    speaker: undefined as string | undefined,
    play(sounds: ReadonlyMap<string, MediaStream>) {
      this.playing = Array.from(sounds.keys())
    },
    choose(speaker: string | undefined) {
      this.speaker = speaker
    },
    allow: () => blocked.set(false),
    close() {
      this.playing = []
    },
  }
  const texts = new Map<string, string>()
  const selfView = {
    read: () => texts.get('self'),
    write: (text: string) => void texts.set('self', text),
    forget: () => void texts.delete('self'),
  }
  const meter = { level: 0, attach: () => undefined, read: () => meter.level, close: () => undefined }
  const engines: TestEngine[] = []
  const people: { unionId: string; name: string }[] = []
  const model = openRoom({
    conference,
    media,
    clock,
    sound,
    meter,
    picture: (track) => pictureOf(track.kind),
    selfView,
    openEngine(_grant, events) {
      const engine = new TestEngine(events)
      engines.push(engine)
      return engine
    },
    storedDraft: draftsIn(drafts),
    storedStay: draftsIn(stays),
    findPeople: async ({ query }) => ({ people: people.filter(({ name }) => name.includes(query)), hasMore: false }),
    turnSoundOn: () => undefined,
    rejoin: (reason) => (reason === 'conference-ended' ? undefined : () => undefined),
  })
  return {
    model,
    clock,
    conference,
    devices,
    effects,
    storage,
    selfView,
    media,
    sound,
    meter,
    people,
    get engine(): TestEngine {
      const [engine] = engines
      if (!engine) throw new Error('no engine yet')
      return engine
    },
  }
}

/** A meeting of two people, `me` and `a`. The page sends its microphone and camera. `me`: what differs in the own member. */
export async function sendingRoom(me: Partial<MemberView> = {}) {
  const met = room()
  met.conference.welcome([person('me', me), person('a')])
  await met.media.set('microphone', true)
  await met.media.set('camera', true)
  return met
}

/** Lets settled promises continue. */
export const settle = () => new Promise<void>((resolve) => queueMicrotask(() => setTimeout(resolve, 0)))
