import type { MediaLimits } from '../conference/sending.ts'
import type { EngineName } from '../conference/terms.ts'
import type { EngineRooms, Media } from '../service/live/media.ts'
import type { EngineHealth } from './engine-health.ts'

/** One engine. It gets only what concerns conferences that have this engine. */
export type Engine = Pick<Media, 'grant' | 'apply'> & Readonly<{ limits: MediaLimits }>

/** An engine that runs apart from this server. */
export type RemoteEngine = Engine & Readonly<{ rooms: EngineRooms; health: EngineHealth }>

/** Stands for an engine that this server does not have any more. It limits nobody: pages say that there is no media. */
const ABSENT: Engine = {
  limits: { maxVideo: Infinity, maxAudio: Infinity },
  grant: async () => ({ engine: 'none' }),
  async apply() {},
}

/** All engines of a server. New conferences get LiveKit if there is one. */
export function allEngines({ mesh, livekit }: Readonly<{ mesh: Engine; livekit?: RemoteEngine }>): Media {
  const engineOf = (name: EngineName): Engine => (name === 'mesh' ? mesh : (livekit ?? ABSENT))
  return {
    engine: livekit ? 'livekit' : 'mesh',
    limits: ({ engine }) => engineOf(engine).limits,
    grant: (request) => engineOf(request.conference.state.engine).grant(request),
    apply: (change) => engineOf(change.state.engine).apply(change),
    isDown: ({ engine }) => engine === 'livekit' && livekit?.health.isDown === true,
    onInterruption: (listener) => livekit?.health.onChanged((state) => listener({ engine: 'livekit', state })),
    ...(livekit && { rooms: livekit.rooms }),
  }
}
