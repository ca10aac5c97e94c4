import type { Control } from '../../../contract/signaling/control.ts'
import type { Colleague } from '../../../contract/web/home.ts'
import type { MediaGrant, Stage } from '../../../contract/signaling/media.ts'
import type { Done, RefusalCode } from '../../../contract/signaling/signaling.ts'
import type { EngineEvents, MediaEngine, Picture } from '../../media/engine.ts'
import type { LevelMeter } from '../../media/level-meter.ts'
import type { Sound } from '../../media/sound.ts'
import { observable } from '../observable.ts'
import { Chat } from './chat.ts'
import { every, type Clock } from './clock.ts'
import type { Conference, ConferenceState, Happening } from './conference.ts'
import { audioOf, fullness, leads, limitsOf, ownSeat, ownStage, type RoomFacts } from './facts.ts'
import { Invite } from './invite.ts'
import { RoomMedia } from './media.ts'
import { meetingOf } from './meeting.ts'
import type { PeopleView } from './people-views.ts'
import { newsBetween } from './news.ts'
import { Notices } from './notices.ts'
import { OwnControls } from './own.ts'
import type { OwnMedia } from './own-media.ts'
import { peopleOf } from './people.ts'
import { SpeakerWatch } from './speaker.ts'
import { StageModel } from './stage.ts'
import { StageTeller } from './stage-teller.ts'
import type { OwnView, RoomEnd, RoomModel, RoomStatus, WayBack } from './views.ts'

export type RoomSetup = Readonly<{
  conference: Conference
  media: OwnMedia
  openEngine: (grant: MediaGrant, events: EngineEvents) => MediaEngine
  sound: Sound
  meter: LevelMeter
  clock: Clock
  picture: (track: MediaStreamTrack) => Picture
  findPeople: (query: string) => Promise<readonly Colleague[]>
  /** The way back after such an end, if there is one. */
  rejoin: (reason: RoomEnd) => (() => void) | undefined
  /** The meeting that was left for this one. */
  former?: WayBack
}>

const LEVEL_MS = 100
const QUALITY_MS = 10_000

/** The room of one session: what the server, the engine and the devices tell, made into what the views show. */
export function openRoom(setup: RoomSetup): RoomModel & Disposable {
  const { conference, media, clock, meter, sound } = setup
  const speakers = new SpeakerWatch()
  const notices = new Notices(clock)
  const level = observable(0)
  const chat = new Chat(conference, ({ nick, text }) => notices.tell({ kind: 'message', nick, text }))
  const invite = new Invite({ findPeople: setup.findPeople, clock, act })
  const roomMedia = new RoomMedia({ openEngine: setup.openEngine, conference, sound, changed: draw })
  const teller = new StageTeller(conference, clock, stageRefused)
  const stage = new StageModel({
    picture: setup.picture,
    focus: (member) => act(member === undefined ? { type: 'focus' } : { type: 'focus', member }),
    changed: draw,
  })
  const own = new OwnControls(media, {
    control: (control) => conference.control(control),
    react: (reaction) => void tellRefusal(conference.react(reaction)),
    setHand(up) {
      handUp = up
      follow()
    },
    refused: (code) => notices.tell({ kind: 'refused', code }),
    changed: draw,
  })
  let handUp = false
  let search = ''
  let before = conference.state.get()

  const status = observable<RoomStatus>({ phase: 'joining' })
  const ownView = observable<OwnView>(own.view(facts()))
  const people = observable<PeopleView>(peopleView())
  const meeting = observable(meetingOf(facts(), act, leave))

  media.failed = (device, trouble) => notices.tell({ kind: 'device-trouble', device, trouble })
  const ends = [
    conference.state.subscribe(heard),
    conference.hear(happened),
    media.state.subscribe(follow),
    media.devices.lists.subscribe(devicesChanged),
    media.devices.chosen.subscribe(devicesChanged),
    sound.blocked.subscribe(() => notices.setSoundBlocked(sound.blocked.get() ? () => sound.allow() : undefined)),
    every(clock, LEVEL_MS, listen),
    every(clock, QUALITY_MS, () => void roomMedia.tellQuality()),
  ]
  sound.choose(media.devices.chosen.get().speaker)
  heard()

  function facts(): RoomFacts {
    return {
      conference: conference.state.get(),
      own: media.state.get(),
      handUp,
      peers: roomMedia.peers(),
      speaking: speakers.now,
    }
  }

  function heard(): void {
    const after = conference.state.get()
    for (const news of newsBetween(before, after)) {
      notices.tell(news, (member) => act({ type: 'let-in', members: [member] }))
    }
    const mayLetIn = leads(ownSeat(after)?.member)
    notices.forgetKnocks((key) => mayLetIn && after.roster?.members.get(key)?.waiting === true)
    if (after.welcomes > 0 && before.welcomes === 0) handUp = after.stages[after.self]?.hand !== undefined
    obey(before, after)
    before = after
    if (after.line.phase === 'ended') return end()
    follow()
  }

  /** What the host has decided is done here at once; nothing else ever switches anything of one's own. */
  function obey(was: ConferenceState, is: ConferenceState): void {
    const isMuted = (state: ConferenceState) => {
      const seat = ownSeat(state)
      return seat !== undefined && audioOf(seat, undefined) !== 'off'
    }
    if (isMuted(is) && !isMuted(was)) void media.set('microphone', false)
    const mayShare = is.roster?.conference.sharing !== 'hosts' || leads(ownSeat(is)?.member)
    if (is.roster && !mayShare && media.state.get().screen.track) {
      media.stopSharing()
      notices.tell({ kind: 'share-stopped-by-host' })
    }
  }

  function happened(happening: Happening): void {
    if (happening.type === 'reacted') notices.react(happening.from, happening.nick, happening.reaction)
    if (happening.type === 'asked-to-unmute') notices.ask(happening.by, () => void own.unmute(facts()))
  }

  function follow(): void {
    const now = facts()
    // First what one sends, then the media themselves: who is told of them must know what they are.
    void teller.tell(ownStage(now))
    roomMedia.follow(now)
    meter.attach(now.own.microphone.on ? now.own.microphone.track : undefined)
    draw()
  }

  function stageRefused(code: RefusalCode, { video, screen }: Stage): void {
    if (code === 'media-full' && video) media.drop('camera')
    if (code === 'sharing-limited' && screen) media.stopSharing()
    if (code === 'muted-by-host') void media.set('microphone', false)
    if (code !== 'media-full') return notices.tell({ kind: 'refused', code })
    // What stands above the room as long as it lasts needs no toast besides.
    const now = conference.state.get()
    if (!fullness(now).media) notices.tell({ kind: 'video-full', limit: limitsOf(now).video })
  }

  function listen(): void {
    const loudness = media.state.get().microphone.on ? meter.read() : 0
    level.set(loudness)
    const { self } = conference.state.get()
    const heardBefore = speakers.now
    if (speakers.hear(new Map([...roomMedia.levels(), [self, loudness]]), clock.now(), self) !== heardBefore) draw()
  }

  function devicesChanged(): void {
    sound.choose(media.devices.chosen.get().speaker)
    draw()
  }

  function peopleView(): PeopleView {
    const setSearch = (text: string) => {
      search = text
      draw()
    }
    return { ...peopleOf(facts(), search, act), search, setSearch }
  }

  function draw(): void {
    const now = facts()
    status.set(statusOf(now.conference, status.get(), setup))
    stage.follow(now)
    ownView.set(own.view(now))
    people.set(peopleView())
    meeting.set(meetingOf(now, act, leave))
    chat.follow()
    invite.follow(now.conference)
  }

  function act(control: Control): void {
    void tellRefusal(conference.control(control))
  }

  async function tellRefusal(asked: Promise<Done>): Promise<void> {
    const done = await asked
    if (!done.ok) notices.tell({ kind: 'refused', code: done.code })
  }

  function leave(): void {
    conference.leave()
  }

  function end(): void {
    for (const stop of ends.splice(0)) stop()
    roomMedia.close()
    media.close()
    meter.close()
    level.set(0)
    draw()
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

/** The same object as long as nothing is different, so that a timer shown beside it goes on. */
function statusOf(
  { line }: ConferenceState,
  before: RoomStatus,
  { rejoin, former }: Pick<RoomSetup, 'rejoin' | 'former'>,
): RoomStatus {
  if (line.phase !== 'ended') {
    const isSame = line.phase === before.phase && (line.phase !== 'reconnecting' || line === before)
    return isSame ? before : line
  }
  if (before.phase === 'ended') return before
  const back = rejoin(line.reason)
  return { ...line, ...(back && { rejoin: back }), ...(former && { former }) }
}
