import type { Picture } from '../../media/engine.ts'
import { audioOf, handOrder, isCutOff, isInside, leads, ownSeat, stageOf, type RoomFacts } from './facts.ts'
import { seatsOf, type Seat } from './roster.ts'
import type { TileView } from './views.ts'

export type TileActs = Readonly<{
  pinned: string | undefined
  togglePin: (tile: string) => void
  /** Without a `key` nobody in particular. */
  focus: (member: string | undefined) => void
  picture: (track: MediaStreamTrack) => Picture
}>

/** One's own camera first, then everybody by arrival; a shared screen right after its camera. */
export function tilesOf(facts: RoomFacts, acts: TileActs): readonly TileView[] {
  const { roster, self } = facts.conference
  if (!roster) return []
  const hands = handOrder(facts)
  const seats = seatsOf(roster)
  const own = seats.filter(({ session }) => session.participantId === self)
  const others = seats.filter(({ session }) => session.participantId !== self)
  return [...own, ...others].flatMap((seat) => {
    const camera = toTile(facts, acts, seat, 'camera', hands)
    return stageOf(facts, seat)?.screen ? [camera, toTile(facts, acts, seat, 'screen', hands)] : [camera]
  })
}

function toTile(
  facts: RoomFacts,
  acts: TileActs,
  seat: Seat,
  kind: TileView['kind'],
  hands: ReadonlyMap<string, number>,
): TileView {
  const { conference, own, speaking, peers } = facts
  const { member, session } = seat
  const { participantId } = session
  const isSelf = participantId === conference.self
  const stage = stageOf(facts, seat)
  const video = kind === 'camera' ? stage?.video === true : stage?.screen === true
  const peer = peers.get(participantId)
  const ownTrack = own[kind].track
  const picture = isSelf ? ownTrack && acts.picture(ownTrack) : peer?.[kind]
  const key = kind === 'camera' ? participantId : `${participantId}/screen`
  const audio = audioOf(seat, stage)
  const focused = conference.roster?.conference.focus === member.key
  const grade = conference.grades[participantId]
  const hand = hands.get(member.key)
  const cutOff = isSelf && isCutOff(facts)
  const mayFocus = kind === 'camera' && isInside(conference) && leads(ownSeat(conference)?.member)
  return {
    key,
    kind,
    member: member.key,
    participantId,
    nick: member.nick,
    isSelf,
    device: session.device,
    host: member.host,
    coHost: member.coHost,
    outside: member.outside,
    ...(video && picture && { picture }),
    mirrored: isSelf && kind === 'camera',
    audio,
    video,
    speaking: kind === 'camera' && audio === 'on' && !cutOff && speaking.speaking.has(participantId),
    pinned: acts.pinned === key,
    focused,
    ...(grade !== undefined && { grade }),
    // Whoever has never said what he sends is no page, and has nothing to connect.
    media: cutOff ? 'failed' : isSelf || !stage ? 'connected' : (peer?.state ?? 'connecting'),
    ...(cutOff && { trouble: 'full' }),
    ...(!isSelf && stage && peer?.trouble && { trouble: peer.trouble }),
    ...(hand !== undefined && { hand }),
    silent: session.silent,
    togglePin: () => acts.togglePin(key),
    ...(mayFocus && { toggleFocus: () => acts.focus(focused ? undefined : member.key) }),
  }
}
