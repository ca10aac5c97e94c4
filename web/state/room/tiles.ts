import type { MediaState } from '../../../contract/signaling/media.ts'
import type { Picture } from '../../media/engine.ts'
import { audioOf, isJoined, isHostOrCoHost, isPlaced, limitsOf, mediaStateOf, type RoomFacts } from './facts.ts'
import { seatsOf, type Seat } from '../../../client/roster.ts'
import type { TileTrouble, TileView } from './stage-views.ts'
import type { Placed } from './tile-order.ts'

/** The actions of a tile, and how its picture is made. */
export type TileActs = Readonly<{
  /** Pins a tile, or unpins it, by the `key` of the tile. */
  togglePin: (tile: string) => void
  /** Shows a member large to everybody, by `key`; `undefined` ends that. */
  focus: (member: string | undefined) => void
  picture: (track: MediaStreamTrack) => Picture
}>

/** A tile before it is drawn. It says enough to find its place: only the tiles of the current page are drawn. */
export type TileSlot = Placed & Readonly<{ key: string; seat: Seat; state: MediaState | undefined }>

/** The own camera first, then everybody by arrival; a shared screen right after its camera. */
export function slotsOf(facts: RoomFacts, pinned: string | undefined): readonly TileSlot[] {
  const { roster, self } = facts.conference
  if (!roster) return []
  const seats = seatsOf(roster)
  const own = seats.filter(({ session }) => session.participantId === self)
  const others = seats.filter(({ session }) => session.participantId !== self)
  return [...own, ...others].flatMap((seat) => {
    const state = mediaStateOf(facts, seat)
    const camera = toSlot(facts, { seat, state, kind: 'camera', pinned })
    return state?.screen ? [camera, toSlot(facts, { seat, state, kind: 'screen', pinned })] : [camera]
  })
}

function toSlot(
  { conference }: RoomFacts,
  { seat, state, kind, pinned }: Pick<TileSlot, 'seat' | 'state' | 'kind'> & Readonly<{ pinned: string | undefined }>,
): TileSlot {
  const { participantId } = seat.session
  const key = kind === 'camera' ? participantId : `${participantId}/screen`
  return {
    key,
    kind,
    seat,
    state,
    participantId,
    isSelf: participantId === conference.self,
    video: kind === 'camera' ? state?.video === true : state?.screen === true,
    pinned: pinned === key,
    focused: conference.roster?.conference.focus === seat.member.key,
  }
}

/** The tile as it is drawn. */
export function toTile(facts: RoomFacts, slot: TileSlot, acts: TileActs): TileView {
  const { conference, own, speaking, peers } = facts
  const { key, kind, isSelf, video, pinned, focused, participantId, state } = slot
  const { member, session } = slot.seat
  const peer = peers.get(participantId)
  const cutOff = isSelf && facts.isCutOff
  const ownTrack = own[kind].track
  const picture = isSelf ? ownTrack && !cutOff && acts.picture(ownTrack) : peer?.[kind]
  const wholeScreen = isSelf && kind === 'screen' && ownTrack?.getSettings().displaySurface === 'monitor'
  const audio = audioOf(slot.seat, state)
  const grade = conference.grades[participantId]
  const hand = facts.hands.get(member.key)
  const trouble = troubleOf(facts, slot)
  const mayFocus = kind === 'camera' && isJoined(conference) && isHostOrCoHost(facts.self?.member)
  return {
    key,
    kind,
    member: member.key,
    participantId,
    nick: member.nick,
    isSelf,
    ...(member.sessions.length > 1 && { device: session.device }),
    host: member.host,
    coHost: member.coHost,
    outside: member.outside,
    ...(video && picture && !wholeScreen && { picture }),
    ...(wholeScreen && { wholeScreen }),
    mirrored: isSelf && kind === 'camera',
    audio,
    video,
    speaking: kind === 'camera' && audio === 'on' && !cutOff && speaking.speaking.has(participantId),
    pinned,
    focused,
    ...(grade !== undefined && { grade }),
    // A session that has not reported a media state is not a page, and has no media to connect.
    media: cutOff ? 'failed' : isSelf || !state || facts.isCutOff ? 'connected' : (peer?.state ?? 'connecting'),
    ...(trouble && { trouble, ...limitOf(facts, trouble) }),
    ...(hand !== undefined && { hand }),
    silent: session.silent,
    togglePin: () => acts.togglePin(key),
    ...(mayFocus && { toggleFocus: () => acts.focus(focused ? undefined : member.key) }),
  }
}

/** Without a place of its own, this page has no connections, and only its own tile explains that. */
function troubleOf(facts: RoomFacts, { kind, isSelf, participantId, state, seat }: TileSlot): TileTrouble | undefined {
  if (seat.session.withoutSound) return kind === 'camera' ? 'without-sound' : undefined
  if (isSelf && facts.isCutOff) return 'full'
  if (isSelf) return facts.isCameraRefused && kind === 'camera' && !state?.video ? 'cameras-full' : undefined
  if (facts.isCutOff) return undefined
  if (!isPlaced(facts.conference, seat)) return 'full'
  return state ? facts.peers.get(participantId)?.trouble : undefined
}

function limitOf({ conference }: RoomFacts, trouble: TileTrouble): { limit?: number } {
  const { places, cameras } = limitsOf(conference)
  if (trouble === 'full') return { limit: places }
  return trouble === 'cameras-full' ? { limit: cameras } : {}
}
