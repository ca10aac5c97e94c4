import type { EpochMs } from '../conference/identity.ts'
import type { StartRing, StartRingStore } from '../service/booking/booking-ports.ts'
import type { StartRings } from '../service/control/start-rings.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import { LEASE_MS, MAX_AT_ONCE, retryDelayMs } from './retries.ts'

type Deps = Readonly<{
  startRings: Pick<StartRings, 'ring'>
  rings: StartRingStore
  clock: Clock
  /** Called with the error of each attempt that fails. */
  onError: (error: unknown, ring: StartRing) => void
}>

/**
 * Calls the invitees of the meetings that start. A call that fails is tried again later. If it is done twice, because its
 * lease was too short, the second time changes nothing.
 *
 * @throws the error of the store if no calls can be taken from it
 */
export async function ringAtStarts(deps: Deps): Promise<void> {
  let taken: readonly StartRing[]
  do {
    taken = await deps.rings.take({ now: deps.clock.now(), leaseMs: LEASE_MS, limit: MAX_AT_ONCE })
    await Promise.all(taken.map((ring) => ringOne(ring, deps)))
  } while (taken.length === MAX_AT_ONCE)
}

async function ringOne(ring: StartRing, { startRings, rings, clock, onError }: Deps): Promise<void> {
  try {
    await rings.markDone(ring, await startRings.ring(ring))
  } catch (error) {
    onError(error, ring)
    // If the store fails here too, the call is taken again when its lease ends.
    await rings.postpone(ring, (clock.now() + retryDelayMs(ring.attempt)) as EpochMs).catch(() => {})
  }
}
