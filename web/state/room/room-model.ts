import type { Control } from '../../../contract/signaling/control.ts'
import type { MediaGrant, MediaState } from '../../../contract/signaling/media.ts'
import type { Done, RefusalCode } from '../../../contract/signaling/types.ts'
import type { EngineEvents, MediaEngine, Picture } from '../../media/engine.ts'
import type { LevelMeter } from '../../media/level-meter.ts'
import type { Sound } from '../../media/sound.ts'
import { observable } from '../../../client/observable.ts'
import { isSameView } from '../same-view.ts'
import { Scope } from '../scope.ts'
import type { StoredText } from '../stored-text.ts'
import type { FindPeople } from '../people/colleague-search.ts'
import { CameraOffer } from './camera-offer.ts'
import { Chat, type StoredDraft } from './chat.ts'
import type { Clock } from '../../../client/clock.ts'
import type { Conference, ConferenceState, Message } from '../../../client/conference.ts'
import { audioOf, isHostOrCoHost, ownSeat, toFacts, type RoomFacts } from './facts.ts'
import { Invite } from './invite.ts'
import { RoomMedia } from './media.ts'
import { meetingOf } from './meeting.ts'
import type { PeopleView } from './people-views.ts'
import { noticesBetween } from './notice-events.ts'
import { Notices } from './notices.ts'
import { OwnCalls } from './own-calls.ts'
import { OwnControls } from './own-controls.ts'
import { OwnStay, type StoredStay } from './own-stay.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { PeopleList } from './people.ts'
import { SpeakerWatch } from './speaker.ts'
import { StageModel } from './stage.ts'
import { sightOf } from './stage-views.ts'
import { MediaStateReporter } from './media-state-reporter.ts'
import { statusOf } from './room-status.ts'
import type { RoomEnd, RoomModel, RoomStatus, WayBack } from './views.ts'

/** What the room needs. */
export type RoomSetup = Readonly<{
  conference: Conference
  media: OwnMedia
  openEngine: (grant: MediaGrant, events: EngineEvents) => MediaEngine
  sound: Sound
  meter: LevelMeter
  clock: Clock
  picture: (track: MediaStreamTrack) => Picture
  /** Where the person last chose to see themselves. */
  selfView: StoredText
  findPeople: FindPeople
  storedDraft: StoredDraft
  storedStay: StoredStay
  /** Gives a function that leads back into the meeting; `undefined` if there is no way back after this end. */
  rejoin: (reason: RoomEnd) => (() => void) | undefined
  /** Leads to the page before joining, for a page that joined without sound. */
  turnSoundOn: () => void
  /** The meeting that was left for this one. */
  previous?: WayBack
}>

const LEVEL_MS = 100
const TURNED_OFF = { video: 'camera-stopped', screen: 'share-stopped', hand: 'hand-lowered' } as const
const QUALITY_MS = 10_000

/** The room of one session: turns what the server, the engine and the devices say into what the views show. */
export function openRoom(setup: RoomSetup): RoomModel & Disposable {
  const { conference, media, clock, meter, sound } = setup
  const inputs = new Scope()
  const views = new Scope()
  const speakers = new SpeakerWatch()
  const notices = new Notices(clock)
  const level = observable(0)
  const search = observable('')
  const handUp = observable(false)
  const cameraOffer = new CameraOffer((content) => notices.show(content))
  const chat = new Chat({
    conference,
    storedDraft: setup.storedDraft,
    onNewLine: ({ nick, text }) => notices.show({ kind: 'message', nick, text }),
  })
  const calls = new OwnCalls()
  const invite = new Invite({ findPeople: setup.findPeople, clock, act, calls })
  const roomMedia = new RoomMedia({ ...setup, changed: draw })
  const reporter = new MediaStateReporter(conference, clock, mediaRefused)
  const facts = observable(readFacts())
  const stage = new StageModel({
    picture: setup.picture,
    selfView: setup.selfView,
    focus: (member) => act(member === undefined ? { type: 'focus' } : { type: 'focus', member }),
    changed: draw,
  })
  const own = new OwnControls(media, facts.get, {
    control: (control) => conference.control(control),
    react: (reaction) => void reportRefusal(conference.react(reaction)),
    setHand: handUp.set,
    refused: (code) => notices.show({ kind: 'refused', code }),
    cameraRefused: () => cameraOffer.refuse(facts.get()),
    changed: draw,
    turnSoundOn: setup.turnSoundOn,
  })
  const list = new PeopleList(act)
  const stay = new OwnStay(setup)

  const status = observable<RoomStatus>({ phase: 'joining' })
  views.follow(facts, () => status.set(statusOf(facts.get(), status.get(), { ...setup, stay: stay.current })))
  views.follow(facts, () => stage.follow(facts.get()))
  views.follow(stage.view, () => roomMedia.setInSight(sightOf(stage.view.get())))
  const ownView = views.derive(facts, (now) => own.view(now), isSameView)
  const people = views.derive(facts, peopleView, isSameView)
  const meeting = views.derive(facts, (now) => meetingOf(now, act, leave), isSameView)
  views.follow(facts, () => chat.follow())
  views.follow(facts, () => invite.follow(facts.get().conference))

  let before = conference.state.get()
  inputs.follow(conference.state, conferenceChanged)
  inputs.add(conference.onMessage(showMessage))
  inputs.add(media.onFailure((failure) => notices.show({ kind: 'device-trouble', ...failure })))
  inputs.follow(media.state, mediaChanged)
  inputs.follow(handUp, mediaChanged)
  inputs.follow(search, draw)
  inputs.follow(cameraOffer.isRefused, draw)
  inputs.follow(media.devices.lists, devicesChanged)
  inputs.follow(media.devices.chosen, devicesChanged)
  inputs.follow(media.effects.choice, draw)
  inputs.follow(sound.blocked, () => notices.setSoundBlocked(sound.blocked.get() ? () => sound.allow() : undefined))
  inputs.every(clock, LEVEL_MS, readLevels)
  inputs.every(clock, QUALITY_MS, () => void roomMedia.reportQuality())
  sound.choose(media.devices.chosen.get().speaker)
  conferenceChanged()

  function readFacts(): RoomFacts {
    return toFacts({
      conference: conference.state.get(),
      own: media.state.get(),
      handUp: handUp.get(),
      isCameraRefused: cameraOffer.isRefused.get(),
      peers: roomMedia.peers(),
      engineConnection: roomMedia.connection(),
      speaking: speakers.now,
    })
  }

  function draw(): void {
    facts.set(readFacts())
  }

  function conferenceChanged(): void {
    const after = conference.state.get()
    for (const content of noticesBetween(before, after)) {
      notices.show(content, (member) => act({ type: 'let-in', members: [member] }))
    }
    for (const { nick, outcome } of calls.follow(after.roster)) {
      if (outcome !== 'cancelled') notices.show({ kind: 'call-over', nick, outcome })
    }
    const mayLetIn = isHostOrCoHost(ownSeat(after)?.member)
    notices.forgetKnocks((key) => mayLetIn && after.roster?.present.get(key)?.waiting === true)
    const isResumed = after.welcomes > before.welcomes
    const isFirstWelcome = after.welcomes > 0 && before.welcomes === 0
    applyHostDecisions(before, after)
    before = after
    if (after.connection.phase === 'ended') return end()
    if (after.connection.phase === 'returning') media.stopSharing()
    const seat = ownSeat(after)
    // After a reload, only the roster says so.
    if (seat?.session.withoutSound) media.close()
    stay.follow(after)
    if (isFirstWelcome) handUp.set(after.mediaStates[after.self]?.hand !== undefined)
    else if (isResumed && isHandDown(after)) handUp.set(false)
    mediaChanged()
  }

  /** Applies the host's decisions to the devices of this person. */
  function applyHostDecisions(was: ConferenceState, is: ConferenceState): void {
    const isMuted = (state: ConferenceState) => {
      const seat = ownSeat(state)
      return seat !== undefined && audioOf(seat, undefined) !== 'off'
    }
    if (isMuted(is) && !isMuted(was)) void media.set('microphone', false)
    const mayShare = is.roster?.conference.sharing !== 'hosts' || isHostOrCoHost(ownSeat(is)?.member)
    if (is.roster && !mayShare && media.state.get().screen.track) {
      media.stopSharing()
      notices.show({ kind: 'share-ended' })
    }
  }

  function showMessage(message: Message): void {
    if (message.type === 'reacted') {
      const { from: participantId, nick, reaction } = message
      notices.react({ participantId, nick, reaction })
    }
    if (message.type === 'turned-off') turnOff(message)
    if (message.type === 'asked-to-unmute') notices.requestUnmute(message.by, () => void own.unmute())
  }

  /** The host turned off the camera or the share, or lowered the hand. The page follows, so that all can be turned on again. */
  function turnOff({ part, by, full }: Extract<Message, { type: 'turned-off' }>): void {
    if (full) return mediaRefused('media-full', { audio: false, video: true, screen: false })
    if (part === 'video') void media.set('camera', false)
    else if (part === 'screen') media.stopSharing()
    else handUp.set(false)
    // People who lower their own hand among all others need no message.
    if (by === undefined || by !== ownSeat(conference.state.get())?.member.nick) {
      notices.show({ kind: TURNED_OFF[part], ...(by !== undefined && { by }) })
    }
  }

  function mediaChanged(): void {
    const now = readFacts()
    // The server first, then the engine: the others must know the media state before the media arrive.
    void reporter.report(now.ownMediaState)
    roomMedia.follow(now)
    cameraOffer.follow(now)
    meter.attach(now.own.microphone.on ? now.own.microphone.track : undefined)
    draw()
  }

  function mediaRefused(code: RefusalCode, { video, screen }: MediaState): void {
    if (code === 'media-full' && video) {
      media.drop('camera')
      return cameraOffer.refuse(facts.get())
    }
    if (code === 'stopped-by-host') void media.set('camera', false)
    if ((code === 'sharing-limited' || code === 'share-stopped-by-host') && screen) media.stopSharing()
    if (code === 'muted-by-host') void media.set('microphone', false)
    // Without an audio place, the banner already says so.
    if (code !== 'media-full') notices.show({ kind: 'refused', code })
  }

  function readLevels(): void {
    const loudness = media.state.get().microphone.on ? meter.read() : 0
    level.set(loudness)
    const { self } = conference.state.get()
    const speakingBefore = speakers.now
    const levels = new Map([...roomMedia.levels(), [self, loudness]])
    if (speakers.update(levels, clock.now(), self) !== speakingBefore) draw()
  }

  function devicesChanged(): void {
    sound.choose(media.devices.chosen.get().speaker)
    draw()
  }

  function peopleView(now: RoomFacts): PeopleView {
    return {
      ...list.show(now, search.get()),
      search: search.get(),
      setSearch: search.set,
      loadAll: () => conference.loadAll(),
    }
  }

  function act(control: Control): void {
    void (control.type === 'invite' ? callPeople(control) : reportRefusal(conference.control(control)))
  }

  async function callPeople(control: Extract<Control, { type: 'invite' }>): Promise<void> {
    calls.started(control.unionIds)
    const done = await reportRefusal(conference.control(control))
    if (!done.ok) calls.refused(control.unionIds)
  }

  async function reportRefusal(answer: Promise<Done>): Promise<Done> {
    const done = await answer
    if (!done.ok) notices.show({ kind: 'refused', code: done.code })
    return done
  }

  function leave(): void {
    conference.leave()
  }

  function end(): void {
    inputs[Symbol.dispose]()
    roomMedia.close()
    media.close()
    meter.close()
    level.set(0)
    draw()
    views[Symbol.dispose]()
  }

  return {
    status,
    stage: stage.view,
    own: ownView,
    people,
    meeting,
    invite: invite.view,
    chat: chat.view,
    notices: notices.view,
    level,
    [Symbol.dispose]() {
      end()
      conference.close()
    },
  }
}

/** Whether the server knows what this session sends, and that its hand is down: the host may have lowered it meanwhile. */
function isHandDown({ mediaStates, self }: ConferenceState): boolean {
  const state = mediaStates[self]
  return state !== undefined && state.hand === undefined
}
