import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConferenceId } from '../conference/identity.ts'
import type { Bus } from '../service/conduct/bus.ts'

const C1 = 'c1' as ConferenceId

const unexpected = (error: unknown) => assert.fail(String(error))

/** What every bus does. `delivered` resolves once all that was published has reached the listeners. */
export function describeBus(
  kind: string,
  open: (onError: (error: unknown) => void) => Bus,
  delivered: () => Promise<void>,
): void {
  describe(`${kind} bus`, () => {
    const versionsAt = (bus: Bus) => {
      const versions: string[] = []
      bus.subscribe(({ conferenceId, version }) => versions.push(`${conferenceId}:${version}`))
      return versions
    }

    test('[BU1] every listener receives every wake-up, those of one conference in order', async () => {
      await using bus = open(unexpected)
      const [one, other] = [versionsAt(bus), versionsAt(bus)]
      for (const version of [1, 2, 3]) bus.publish({ conferenceId: C1, version })
      await delivered()
      const all = ['c1:1', 'c1:2', 'c1:3']
      assert.deepEqual([one, other], [all, all])
    })

    test('[BU2] a listener that throws is reported, and neither the publisher nor the others notice', async () => {
      const errors: unknown[] = []
      await using bus = open((error) => errors.push(error))
      const error = new Error('broken listener')
      bus.subscribe(() => {
        throw error
      })
      const versions = versionsAt(bus)
      bus.publish({ conferenceId: C1, version: 1 })
      bus.publish({ conferenceId: C1, version: 2 })
      await delivered()
      assert.deepEqual(
        [versions, errors],
        [
          ['c1:1', 'c1:2'],
          [error, error],
        ],
      )
    })

    test('[BU3] what a listener publishes reaches all listeners after the wake-up that caused it', async () => {
      await using bus = open(unexpected)
      bus.subscribe(({ version }) => {
        if (version === 1) bus.publish({ conferenceId: C1, version: 2 })
      })
      const versions = versionsAt(bus)
      bus.publish({ conferenceId: C1, version: 1 })
      await delivered()
      assert.deepEqual(versions, ['c1:1', 'c1:2'])
    })

    test('[BU4] after the bus is closed, no listener receives anything', async () => {
      const bus = open(unexpected)
      const versions = versionsAt(bus)
      await bus[Symbol.asyncDispose]()
      bus.publish({ conferenceId: C1, version: 1 })
      await delivered()
      assert.deepEqual(versions, [])
    })
  })
}
