import assert from 'node:assert/strict'
import type { ConferenceId, EpochMs } from '../../src/conference/identity.ts'
import type { QualitySample } from '../../src/service/quality/quality-model.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { ADA, BRAM, CLEO, startTester } from '../worlds/tester.ts'
import { meetingOf, type Meeting } from './meeting.ts'

const MINUTE_MS = 60_000
const LENGTH_MINUTES = 180
const GUESTS = 62
/** Every guest is there three times. */
const STAYS = 3

type LongMeeting = Meeting & Readonly<{ people: number; sessions: number; guestsWithOne: number }>

/**
 * An ended meeting of three hours: Ada hosts it, Bram is there on two devices, a telephone once, and guests come and go.
 * Cleo was called and never came. The connection of Bram was fair for 4 minutes and poor for 2, that of Ada was good.
 */
export async function openLongMeeting(): Promise<LongMeeting> {
  const store = await openSqlite({ path: ':memory:' })
  const tester = await startTester({ env: { ROLLCALL_SANDBOX: 'on' }, store })
  const end = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS
  const at = (minute: number) => end - (LENGTH_MINUTES - minute) * MINUTE_MS
  const guests = Array.from({ length: GUESTS }, (_, index) => ({
    guest: `Guest ${index + 1}`,
    stays: Array.from({ length: STAYS }, (_unused, part) => {
      const from = part * 55 + (index % 13) + 1
      const to = from + 15 + ((index * 7 + part * 11) % 30)
      return { from: at(from), to: at(to), device: DEVICES[(index + part) % DEVICES.length], lost: index % 9 === part }
    }),
  }))
  const order = {
    title: 'Quarterly review',
    creator: ADA.unionId,
    start: at(0),
    end,
    people: [
      { unionId: ADA.unionId, host: true, stays: [{ from: at(0), device: 'Mac' }] },
      {
        unionId: BRAM.unionId,
        coHost: true,
        stays: [
          { from: at(4), to: at(90), device: 'Win' },
          { from: at(40), to: at(130), device: 'iOS' },
        ],
      },
      { unionId: CLEO.unionId, status: 4 },
      { phone: '+8613800000000', name: 'Desk', stays: [{ from: at(60), to: at(120) }] },
      ...guests,
    ],
  }
  const { status, body } = await tester.call('POST', '/sandbox/conferences', { body: order })
  assert.equal(status, 200, JSON.stringify(body))
  await measure(store, body['conferenceId'] as ConferenceId, at)
  return {
    ...meetingOf(tester, { conferenceId: String(body['conferenceId']), link: tester.url }),
    people: order.people.length,
    sessions: 1 + 2 + 1 + GUESTS * STAYS,
    guestsWithOne: Array.from({ length: GUESTS }, (_, index) => String(index + 1)).filter((n) => n.startsWith('1'))
      .length,
  }
}

/** Stores a sample of each minute of the first sessions of Ada and Bram. */
async function measure(store: Store, id: ConferenceId, at: (minute: number) => number): Promise<void> {
  const rows = await store.history.listSessions(id, { limit: 500 })
  const of = (unionId: string, minutes: readonly number[]) => {
    const session = rows.find((row) => row.unionId === unionId) ?? assert.fail(unionId)
    return minutes.map((minute): QualitySample => {
      const roundTripTime = unionId === ADA.unionId ? 40 : (TROUBLES.get(minute) ?? 60)
      return {
        conferenceId: id,
        participantId: session.participantId,
        at: at(minute) as EpochMs,
        summary: { roundTripTime },
      }
    })
  }
  const minutes = Array.from({ length: LENGTH_MINUTES }, (_, minute) => minute)
  await store.quality.save([...of(ADA.unionId, minutes), ...of(BRAM.unionId, minutes.slice(4, 90))])
}

/** The delay of Bram in some minutes. */
const TROUBLES: ReadonlyMap<number, number> = new Map([
  ...[20, 21, 22, 50].map((minute) => [minute, 300] as const),
  ...[23, 24].map((minute) => [minute, 900] as const),
])

const DEVICES = ['Win', 'Mac', 'iOS', 'Android'] as const
