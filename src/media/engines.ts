import type { MediaLimits } from '../conference/sending.ts'
import type { EngineName } from '../conference/terms.ts'
import type { Media } from '../service/live/media.ts'

/** One engine. It gets only what concerns conferences that have this engine. */
export type Engine = Pick<Media, 'grant' | 'apply'> & Readonly<{ limits: MediaLimits }>

/** Stands for an engine that this server does not have any more. It limits nobody: its page says that there is no media. */
const ABSENT: Engine = {
  limits: { maxVideo: Infinity, maxAudio: Number.MAX_SAFE_INTEGER },
  grant: async () => ({ engine: 'none' }),
  async apply() {},
}

/** All engines of a server. */
export function allEngines(engines: Readonly<{ mesh: Engine }>): Media {
  const engineOf = (name: EngineName): Engine => (name === 'mesh' ? engines.mesh : ABSENT)
  return {
    engine: 'mesh',
    limits: ({ engine }) => engineOf(engine).limits,
    grant: (request) => engineOf(request.conference.state.engine).grant(request),
    apply: (change) => engineOf(change.state.engine).apply(change),
  }
}
