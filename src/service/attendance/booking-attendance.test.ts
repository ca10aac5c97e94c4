import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookingId, ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { defaultTerms } from '../../conference/terms.ts'
import type { Booking } from '../booking/booking-ports.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { RosterMember } from '../read/read-model.ts'
import { reader } from './attendance.fixture.ts'
import { BookingAttendance } from './booking-attendance.ts'

const ID = 'b' as BookingId
const terms = { ...defaultTerms('ann' as UnionId), coHosts: ['cat' as UnionId] }
const booking = {
  id: ID,
  organizationId: 'acme' as OrganizationId,
  title: 'Weekly',
  creator: { unionId: 'dan' as UnionId, nick: 'Dan' },
  terms,
  invitees: ['bob' as UnionId],
} as unknown as Booking

/** `meetings`: the members of each, oldest first. */
function over(meetings: readonly (readonly Partial<RosterMember>[])[], provenUntil = 0) {
  const heads = meetings.map((members, index) => ({
    id: `${index}` as ConferenceId,
    title: 'Weekly',
    attendedCount: members.length,
  }))
  return new BookingAttendance({
    bookings: { find: async (id) => (id === ID ? booking : undefined) },
    history: { listConferences: async () => heads.toReversed() as unknown as ConferenceHead[] },
    rosters: {
      findPage: async (id) => {
        const members = (meetings[Number(id)] ?? []) as RosterMember[]
        return { version: 1, page: { conferenceId: id, members, total: members.length } }
      },
    },
    directory: { listUsersByUnionId: async () => [{ unionId: 'bob' as UnionId, name: 'Bob' } as never] },
    provenTime: { now: () => provenUntil as EpochMs },
  })
}

const member = (nick: string, doneMs: number, more: Partial<RosterMember> = {}) => ({
  nick,
  doneMs,
  joinedAt: 1 as EpochMs,
  ...more,
})

test('[AR17] people are counted by account or name, running times count up to what is proven, and called people did not come', async () => {
  const { joinedAt: _, ...called } = member('Cat', 0, { unionId: 'cat' as UnionId })
  const service = over(
    [
      [member('Ann', 5, { unionId: 'ann' as UnionId }), member('Guest', 3), called],
      [member('Anna', 7, { unionId: 'ann' as UnionId, since: 100 as EpochMs }), member('Guest', 4), member('Guest', 1)],
    ],
    120,
  )
  const { people, meetings } = await service.load(reader('ann'), ID)
  assert.deepEqual(
    people.map(({ nick, attended, insideMs, times }) => [nick, attended, insideMs, times]),
    [
      ['Ann', 2, 32, [5, 27]],
      ['Guest', 2, 8, [3, 5]],
      ['Bob', 0, 0, [undefined, undefined]],
    ],
  )
  assert.deepEqual(
    meetings.map(({ conferenceId, came }) => [conferenceId, came]),
    [
      ['0', 3],
      ['1', 3],
    ],
  )
})

test('[AR17] the booker, host, co-hosts and administrators read it, invited people and strangers do not', async () => {
  const service = over([])
  const codeOf = async (who: ReturnType<typeof reader>, id = ID) =>
    service.load(who, id).then(
      () => 'allowed',
      (error: { code: string }) => error.code,
    )
  for (const name of ['ann', 'cat', 'dan']) assert.equal(await codeOf(reader(name)), 'allowed')
  assert.equal(await codeOf(reader('root', { admin: true })), 'allowed')
  assert.equal(await codeOf(reader('bob')), 'not-permitted')
  assert.equal(await codeOf(reader('eve')), 'booking-not-found')
  assert.equal(await codeOf(reader('ann'), 'none' as BookingId), 'booking-not-found')
})
