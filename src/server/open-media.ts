import type { Config, LiveKitConfig } from '../config.ts'
import { EngineHealth } from '../media/engine-health.ts'
import { allEngines, type RemoteEngine } from '../media/engines.ts'
import { meshEngine } from '../media/mesh.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Media } from '../service/live/media.ts'

/** The media engines that the settings name. */
export async function openMedia({ media, livekit }: Pick<Config, 'media' | 'livekit'>, clock: Clock): Promise<Media> {
  const mesh = meshEngine(media, clock)
  return allEngines({ mesh, ...(livekit && { livekit: await openLiveKit(livekit, clock) }) })
}

/** Does not contact the server yet, so this server starts even if the other is down. */
async function openLiveKit(config: LiveKitConfig, clock: Clock): Promise<RemoteEngine> {
  // Loaded only here: a server without LiveKit does not need its client.
  const { liveKitApi } = await import('../media/livekit-api.ts')
  const { liveKitEngine } = await import('../media/livekit.ts')
  const health = new EngineHealth()
  const api = liveKitApi(config, (hasAnswered) => health.report(hasAnswered ? 'up' : 'down'))
  const url = config.publicUrl.href.replace(/^http/, 'ws').replace(/\/$/, '')
  return liveKitEngine({ ...config, pageUrl: () => url }, { api, health, clock })
}
