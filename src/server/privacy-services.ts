import { setTimeout } from 'node:timers/promises'
import type { Audit } from '../service/account/audit.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Heads } from '../service/conduct/heads.ts'
import { PastChanges } from '../service/conduct/past-changes.ts'
import { Retention } from '../service/privacy/retention.ts'
import type { Roster } from '../service/read/roster.ts'
import type { Adapters } from './adapters.ts'

/** Other work of the server between two batches. */
const PAUSE_MS = 20

/** The services that delete what nobody wants to keep. */
export function createPrivacy(
  { store, clock, ids }: Pick<Adapters, 'store' | 'clock' | 'ids'>,
  { audit, conductor, heads, roster }: { audit: Audit; conductor: Conductor; heads: Heads; roster: Roster },
) {
  const parts = [conductor, heads, roster]
  const pause = () => setTimeout(PAUSE_MS, undefined, { ref: false })
  return {
    pastChanges: new PastChanges({ store: store.pastChanges, parts }),
    retention: new Retention({ store: store.retention, audit, parts, clock, ids, pause }),
  }
}
