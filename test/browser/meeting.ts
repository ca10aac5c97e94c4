import assert from 'node:assert/strict'
import type { Call } from '../parity/scenarios.ts'
import { sdkClient } from '../sdk/sdk-client.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'

/** The `attendStatus` of everybody in the roster, by name. */
export type Roster = Readonly<Record<string, number>>

/** A server with a conference whose host is Ada. */
export type Meeting = AsyncDisposable & {
  tester: Tester
  conferenceId: string
  /** For guests. */
  link: string
  /** A personal link: admits that person once, without signing in. */
  personalLink(unionId: string): Promise<string>
  /**
   * Reads both rosters through the official SDK until they match `roster`: the members of the conference, and for each
   * person with a unionId the same status in the list of their ongoing conferences.
   */
  expectRoster(roster: Roster): Promise<void>
  /** Resolves when the person is in no ongoing conference. */
  expectNowhere(unionId: string): Promise<void>
}

type Member = { userNick: string; attendStatus: number; unionId?: string }
type Ongoing = { onGoingConfIdList: string[]; memberModelMap?: Record<string, Member> }

const SEEN_WITHIN_MS = 25_000

export async function openMeeting(options: { env?: Record<string, string> } = {}): Promise<Meeting> {
  const tester = await startTester(options)
  const created = await tester.call('POST', '/v1.0/conference/videoConferences', {
    body: { userId: ADA.unionId, confTitle: 'Weekly sync', inviteCaller: false },
  })
  assert.equal(created.status, 200)
  const { conferenceId, externalLinkUrl: link } = created.body as { conferenceId: string; externalLinkUrl: string }
  return meetingOf(tester, { conferenceId, link })
}

/** A meeting that Ada booked with these settings. Nobody has joined it yet. */
export async function bookMeeting(settings: object): Promise<Meeting> {
  const tester = await startTester()
  const startTime = Date.now() + 60_000
  const { body } = await tester.call('POST', '/v1.0/conference/scheduleConferences', {
    body: {
      creatorUnionId: ADA.unionId,
      title: 'Weekly sync',
      startTime,
      endTime: startTime + 3_600_000,
      scheduleConfSettingModel: settings,
    },
  })
  const led = await fetch(String(body['url']), { redirect: 'manual' })
  const { pathname, search, searchParams } = new URL(String(led.headers.get('location')))
  const shown = { roomCode: searchParams.get('roomCode'), token: searchParams.get('token') }
  const headers = { origin: new URL(tester.url).origin, 'content-type': 'application/json' }
  const looked = await fetch(`${tester.url}/api/entry`, { method: 'POST', headers, body: JSON.stringify(shown) })
  const { conferenceId } = (await looked.json()) as { conferenceId: string }
  // The sign-in cookie belongs to that host name.
  return meetingOf(tester, { conferenceId, link: tester.url + pathname + search })
}

/** The meeting with this id. */
export function meetingOf(tester: Tester, { conferenceId, link }: Pick<Meeting, 'conferenceId' | 'link'>): Meeting {
  const sdk = sdkClient(tester.endpoint)
  const ask = async (operation: string, call: Call): Promise<unknown> => {
    const { body } = await sdk.call(operation, await tester.token(), call)
    const { toMap } = body as { toMap?: () => unknown }
    return toMap ? toMap.call(body) : body
  }
  const members = async () =>
    ((await ask('QueryConferenceMembers', { conferenceId })) as { memberModels: Member[] }).memberModels
  const ongoing = async (unionId: string) =>
    (await ask('QueryUserOnGoingConference', { query: { unionId } })) as Ongoing

  return {
    tester,
    conferenceId,
    link,
    async personalLink(unionId) {
      const { body } = await tester.call('POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', {
        body: { meetingUrl: link, unionId },
      })
      return (body['loginInfo'] as { loginUrl: string }).loginUrl
    },
    async expectRoster(roster) {
      const seen = async () => {
        const rows = await members()
        const lists = await Promise.all(
          rows.map(async ({ unionId, userNick }) => {
            if (unionId === undefined) return []
            const { memberModelMap } = await ongoing(unionId)
            return [[userNick, memberModelMap?.[conferenceId]?.attendStatus]] as const
          }),
        )
        return {
          members: Object.fromEntries(rows.map(({ userNick, attendStatus }) => [userNick, attendStatus])),
          lists: Object.fromEntries(lists.flat()),
          people: rows.filter(({ unionId }) => unionId !== undefined).map(({ userNick }) => userNick),
        }
      }
      const isSo = (found: Awaited<ReturnType<typeof seen>>) =>
        JSON.stringify(sorted(found.members)) === JSON.stringify(sorted(roster)) &&
        found.people.every((nick) => found.lists[nick] === roster[nick])
      const found = await eventually(seen, isSo, SEEN_WITHIN_MS)
      assert.deepEqual(sorted(found.members), sorted(roster))
      for (const nick of found.people) assert.equal(found.lists[nick], roster[nick], `users/lists of ${nick}`)
    },
    async expectNowhere(unionId) {
      const list = await eventually(
        () => ongoing(unionId),
        ({ onGoingConfIdList }) => onGoingConfIdList.length === 0,
        SEEN_WITHIN_MS,
      )
      assert.deepEqual(list.onGoingConfIdList, [])
    },
    [Symbol.asyncDispose]: () => tester[Symbol.asyncDispose](),
  }
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => a.localeCompare(b))
}
