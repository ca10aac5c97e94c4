import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConferenceId } from '../conference/identity.ts'
import type { Bus } from '../service/conduct/bus.ts'

const C1 = 'c1' as ConferenceId
const LAST = 'last' as ConferenceId

const unexpected = (error: unknown) => assert.fail(String(error))

/** Two buses that reach each other, or the same one twice. Disposing closes what they use. */
export type OpenedBuses = AsyncDisposable & Readonly<{ here: Bus; there: Bus }>

/** What every bus does, for a listener at `there` that another part of the same process, or another process, wakes. */
export function describeBus(
  kind: string,
  open: (onError: (error: unknown) => void) => OpenedBuses | Promise<OpenedBuses>,
): void {
  describe(`${kind} bus`, () => {
    const versionsAt = (bus: Bus) => {
      const versions: string[] = []
      bus.subscribe(({ conferenceId, version }) => {
        if (conferenceId === C1) versions.push(`${conferenceId}:${version}`)
      })
      return versions
    }
    /** Resolves once all that was published at `here` has reached `there`. */
    const delivered = async ({ here, there }: OpenedBuses) => {
      const arrived = new Promise<void>((resolve) =>
        there.subscribe(({ conferenceId }) => conferenceId === LAST && resolve()),
      )
      here.publish({ conferenceId: LAST, version: 1 })
      await arrived
    }

    test('[BU1] every listener receives every wake-up, those of one conference in order', async () => {
      await using buses = await open(unexpected)
      const [one, other] = [versionsAt(buses.there), versionsAt(buses.there)]
      for (const version of [1, 2, 3]) buses.here.publish({ conferenceId: C1, version })
      await delivered(buses)
      const all = ['c1:1', 'c1:2', 'c1:3']
      assert.deepEqual([one, other], [all, all])
    })

    test('[BU2] a listener that throws is reported, and neither the publisher nor the others notice', async () => {
      const errors: unknown[] = []
      await using buses = await open((error) => errors.push(error))
      const error = new Error('broken listener')
      buses.there.subscribe(({ conferenceId }) => {
        if (conferenceId === C1) throw error
      })
      const versions = versionsAt(buses.there)
      buses.here.publish({ conferenceId: C1, version: 1 })
      buses.here.publish({ conferenceId: C1, version: 2 })
      await delivered(buses)
      assert.deepEqual(
        [versions, errors],
        [
          ['c1:1', 'c1:2'],
          [error, error],
        ],
      )
    })

    test('[BU3] what a listener publishes reaches all listeners after the wake-up that caused it', async () => {
      await using buses = await open(unexpected)
      const { here, there } = buses
      there.subscribe(({ conferenceId, version }) => {
        if (conferenceId === C1 && version === 1) there.publish({ conferenceId: C1, version: 2 })
      })
      const versions = versionsAt(there)
      here.publish({ conferenceId: C1, version: 1 })
      await delivered(buses)
      assert.deepEqual(versions, ['c1:1', 'c1:2'])
    })

    test('[BU4] after the bus is closed, no listener receives anything', async () => {
      await using buses = await open(unexpected)
      const { here, there } = buses
      const versions = versionsAt(there)
      await there[Symbol.asyncDispose]()
      here.publish({ conferenceId: C1, version: 1 })
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.deepEqual(versions, [])
    })
  })
}
