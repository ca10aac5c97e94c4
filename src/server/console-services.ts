import type { Config } from '../config.ts'
import { MachineHealth } from '../ops/server-health.ts'
import { LiveActs } from '../service/console/live-acts.ts'
import { Live } from '../service/console/live.ts'
import { Overview } from '../service/console/overview.ts'
import type { Adapters } from './adapters.ts'

type LiveDeps = ConstructorParameters<typeof Live>[0]
type ActsDeps = ConstructorParameters<typeof LiveActs>[0]

/** The services with which administrators watch meetings in progress, and act in them. */
export function createConsole(
  { store, bus, media, clock }: Pick<Adapters, 'store' | 'bus' | 'media' | 'clock'>,
  services: Omit<LiveDeps & ActsDeps, 'store' | 'media' | 'history'> & {
    history: LiveDeps['history'] & ConstructorParameters<typeof Overview>[0]['history']
  },
  settings: Pick<Config, 'dataFolder' | 'store' | 'redisUrl'>,
) {
  const health = new MachineHealth({
    check: () => store.check(),
    storeKind: settings.store.kind,
    bus,
    isShared: settings.redisUrl !== undefined,
    media,
    dataFolder: settings.dataFolder,
    clock,
  })
  return {
    live: new Live({ ...services, store: store.live, media }),
    liveActs: new LiveActs(services),
    overview: new Overview({ store: store.live, history: services.history, health }),
  }
}
