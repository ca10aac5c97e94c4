import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConferenceId } from '../conference/identity.ts'
import type { Bus } from '../service/conduct/bus.ts'
import type { Commit } from '../service/conduct/conference-store.ts'

const commit = (id: string, version: number) =>
  ({ conferenceId: id as ConferenceId, head: { version }, events: [], members: [], due: [] }) as unknown as Commit

const unexpected = (fault: unknown) => assert.fail(String(fault))

/** What every bus does. `published` resolves once what was published has been heard. */
export function describeBus(
  kind: string,
  open: (onFault: (fault: unknown) => void) => Bus,
  published: () => Promise<void>,
): void {
  describe(`${kind} bus`, () => {
    const heardBy = (bus: Bus) => {
      const heard: string[] = []
      bus.subscribe(({ conferenceId, head }) => heard.push(`${conferenceId}:${head.version}`))
      return heard
    }

    test('[BU1] every listener hears every commit, those of a conference in their order', async () => {
      await using bus = open(unexpected)
      const [one, other] = [heardBy(bus), heardBy(bus)]
      for (const version of [1, 2, 3]) bus.publish(commit('c1', version))
      await published()
      assert.deepEqual(
        [one, other],
        [
          ['c1:1', 'c1:2', 'c1:3'],
          ['c1:1', 'c1:2', 'c1:3'],
        ],
      )
    })

    test('[BU2] a listener that fails is reported, and neither the publisher nor the others notice', async () => {
      const faults: unknown[] = []
      await using bus = open((fault) => faults.push(fault))
      const fault = new Error('broken listener')
      bus.subscribe(() => {
        throw fault
      })
      const heard = heardBy(bus)
      bus.publish(commit('c1', 1))
      bus.publish(commit('c1', 2))
      await published()
      assert.deepEqual(
        [heard, faults],
        [
          ['c1:1', 'c1:2'],
          [fault, fault],
        ],
      )
    })

    test('[BU3] what a listener publishes is heard after what made it do so, by all', async () => {
      await using bus = open(unexpected)
      bus.subscribe(({ head }) => {
        if (head.version === 1) bus.publish(commit('c1', 2))
      })
      const heard = heardBy(bus)
      bus.publish(commit('c1', 1))
      await published()
      assert.deepEqual(heard, ['c1:1', 'c1:2'])
    })

    test('[BU4] nothing is heard any more once it is closed', async () => {
      const bus = open(unexpected)
      const heard = heardBy(bus)
      await bus[Symbol.asyncDispose]()
      bus.publish(commit('c1', 1))
      await published()
      assert.deepEqual(heard, [])
    })
  })
}
