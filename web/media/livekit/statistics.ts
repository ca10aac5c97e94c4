import type { Room, TrackPublication } from 'livekit-client'
import type { Source } from '../engine.ts'
import type { Measured } from '../quality-meter.ts'
import { LIVEKIT_SOURCES } from './own-publications.ts'

/** Reads the counters of each track that flows. A track that ended meanwhile is left out. */
export async function readStatistics(room: Room): Promise<readonly Measured[]> {
  const others = Array.from(room.remoteParticipants.values(), ({ trackPublications }) => [
    ...trackPublications.values(),
  ])
  const publications = [...room.localParticipant.trackPublications.values(), ...others.flat()]
  const read = await Promise.all(publications.map(measure))
  return read.filter((measured) => measured !== undefined)
}

async function measure(publication: TrackPublication): Promise<Measured | undefined> {
  const { track, isMuted, trackSid } = publication
  const source = sourceOf(publication)
  if (!track || isMuted || !source) return undefined
  const report = await track.getRTCStatsReport().catch(() => undefined)
  return report && { peerId: trackSid, report, sourceOf: () => source }
}

function sourceOf({ source }: TrackPublication): Source | undefined {
  return (Object.keys(LIVEKIT_SOURCES) as Source[]).find((each) => LIVEKIT_SOURCES[each] === source)
}
