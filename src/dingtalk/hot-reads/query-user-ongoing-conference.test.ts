import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { OngoingList, RosterMember } from '../../service/read/read-model.ts'
import { CONFERENCE, NOW, member, refusal, stubApi } from '../gateway/stub-api.fixture.ts'

const PATH = '/v1.0/conference/users/lists'

const inside = member({
  seq: 1,
  jobNumber: '007',
  status: 3,
  host: true,
  joinedAt: 1_780_000_100_000 as EpochMs,
  since: 1_780_000_100_000 as EpochMs,
  doneMs: 5_000,
  device: 'Mac',
})
const list = (...members: RosterMember[]): OngoingList =>
  members.map((each) => ({
    conferenceId: CONFERENCE,
    version: 1,
    organizationId: 'dingacme' as OrganizationId,
    member: each,
  }))
const answering = (found: OngoingList) => stubApi({ roster: { listOngoing: async () => found } })

test('[UL1] a record has the keys of the documentation, in its order', async () => {
  await using api = answering(list(inside))
  const answer = await api.get(`${PATH}?unionId=union1`)
  assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8')
  assert.equal(
    answer.text.replaceAll(/(?<="duration":) +/g, ''),
    JSON.stringify({
      onGoingConfIdList: [CONFERENCE],
      memberModelMap: {
        [CONFERENCE]: {
          unionId: 'union1',
          conferenceId: CONFERENCE,
          userNick: 'Person 1',
          joinTime: 1_780_000_100_000,
          duration: 70_000,
          attendStatus: 3,
          host: true,
          coHost: false,
          outerOrgMember: false,
          pstnJoin: false,
          deviceType: 'Mac',
        },
      },
    }),
  )
})

for (const [what, row, absent, present] of [
  ['invited', member({ seq: 1, status: 1 }), ['joinTime', 'leaveTime', 'deviceType', 'jobNumber'], []],
  ['on another platform', member({ seq: 1, status: 3, device: 'other' }), ['deviceType'], ['outerOrgMember']],
  ['on Linux', member({ seq: 1, status: 3, device: 'Linux' }), ['deviceType'], ['outerOrgMember']],
  ['gone', member({ seq: 1, status: 6, leftAt: 5 as EpochMs, device: 'Win' }), [], ['leaveTime', 'deviceType']],
] as const) {
  test(`[UL1] the record of a person ${what} has only the keys that apply`, async () => {
    await using api = answering(list(row))
    const { memberModelMap } = (await api.get(`${PATH}?unionId=u`)).body as { memberModelMap: Record<string, object> }
    const record = memberModelMap[CONFERENCE] ?? {}
    for (const key of absent) assert.equal(key in record, false, key)
    for (const key of present) assert.equal(key in record, true, key)
  })
}

test('[UL2] without a conference the list is empty and the map is absent', async () => {
  await using api = answering([])
  assert.equal((await api.get(`${PATH}?unionId=u`)).text, '{"onGoingConfIdList":[]}')
})

for (const query of ['', '?unionId=', '?unionid=u', '?unionId=&unionId=u']) {
  test(`[UL3] "${query}" lacks the person`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await api.get(PATH + query)), [400, 'param.error', 'missing.user.info'])
  })
}

test('[UL3] the first of several unionIds counts', async () => {
  const calls: string[] = []
  await using api = stubApi({
    roster: {
      async listOngoing(_caller, unionId) {
        calls.push(unionId)
        return []
      },
    },
  })
  await api.get(`${PATH}?unionId=one&unionId=two`)
  assert.deepEqual(calls, ['one'])
})

for (const unionId of ['nobody', '%00', '%20']) {
  test(`[UL4] the unionId ${unionId} is unknown`, async () => {
    await using api = stubApi({
      roster: {
        async listOngoing() {
          throw new ConferenceError('user-not-found')
        },
      },
    })
    assert.deepEqual(refusal(await api.get(`${PATH}?unionId=${unionId}`)), [400, 'param.error', 'param.error'])
  })
}

test('[UL5] a millisecond later the same list has a longer duration', async () => {
  const found = list(inside)
  let now = NOW
  await using api = stubApi({ now: () => now, roster: { listOngoing: async () => found } })
  for (const passed of [0, 1, 929, 9_000]) {
    now += passed
    const { memberModelMap } = (await api.get(`${PATH}?unionId=u`)).body as {
      memberModelMap: Record<string, { duration: number }>
    }
    assert.equal(memberModelMap[CONFERENCE]?.duration, 5_000 + now - 1_780_000_100_000)
  }
})
