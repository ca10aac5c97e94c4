import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../../conference/identity.ts'
import { CALLERS, CONFERENCE, HEAD, refusal, stubApi } from '../gateway/stub-api.fixture.ts'

const PATH = '/v1.0/conference/videoConferences'
const ROOM = `${PATH}/${CONFERENCE}`

/** An API that notes what its service `conferences` was asked for, and grants it. */
const BY_APP = { kind: 'app', clientId: CALLERS['app']?.clientId }

function noting() {
  const calls: unknown[][] = []
  const note = async (...given: unknown[]) => void calls.push(given)
  const api = stubApi({
    conferences: {
      async create(...given) {
        calls.push(given)
        return HEAD
      },
      close: note,
      setLocked: note,
    },
  })
  return { api, calls }
}

test('[CC1] creating returns the ways to join, and no telephone number', async () => {
  const { api, calls } = noting()
  const body = { userId: 'ada', confTitle: 'Weekly sync', inviteUserIds: ['bram'], inviteCaller: false }
  const answer = await api.send('POST', PATH, body)
  assert.deepEqual(
    [answer.status, answer.body],
    [
      200,
      {
        conferenceId: CONFERENCE,
        conferencePassword: '4820517736',
        hostPassword: '9073315542',
        externalLinkUrl: 'https://meet.example/app?roomCode=1&token=1_x',
        phoneNumbers: [],
        roomCode: '42731905566',
      },
    ],
  )
  assert.deepEqual(calls, [
    [CALLERS['app'], { by: BY_APP, creator: 'ada', title: 'Weekly sync', inviteCreator: false, invitees: ['bram'] }],
  ])
  await api.app.close()
})

for (const optional of [{}, { inviteCaller: null, inviteUserIds: null }, { inviteUserIds: [], extInfo: {} }]) {
  test(`[CC1] [CC3] with ${JSON.stringify(optional)} only the host is called`, async () => {
    const { api, calls } = noting()
    assert.equal((await api.send('POST', PATH, { userId: 'ada', confTitle: 'Sync', ...optional })).status, 200)
    assert.deepEqual(calls[0]?.[1], { by: BY_APP, creator: 'ada', title: 'Sync', inviteCreator: true, invitees: [] })
    await api.app.close()
  })
}

const badTitle = [400, 'paramsTitleError', 'error:confTitle is malformed']
for (const [what, confTitle, expected] of [
  ['of 257 characters', '会'.repeat(257), badTitle],
  ['of 256 characters in two halves each', '😀'.repeat(256), undefined],
  ['of 257 characters in two halves each', '😀'.repeat(257), badTitle],
  ['of nothing', '', badTitle],
  ['of blanks', ' \t', badTitle],
  ['of invisible signs', '\u200b \u2060\u00ad', badTitle],
  ['with a visible sign', '\u200bp', undefined],
  ['that is a number', 5, badTitle],
] as const) {
  test(`[CC2] a title ${what} is ${expected ? 'refused' : 'accepted'}`, async () => {
    const { api, calls } = noting()
    const answer = await api.send('POST', PATH, { userId: 'ada', confTitle })
    if (expected) assert.deepEqual(refusal(answer), expected)
    else assert.equal(answer.status, 200)
    assert.equal(calls.length, expected ? 0 : 1)
    await api.app.close()
  })
}

for (const [body, reason] of [
  [{ userId: 'ada' }, 'confTitle is missing'],
  [{ userId: 'ada', confTitle: null }, 'confTitle is missing'],
  [{ confTitle: 'Sync' }, 'userId is missing'],
  [{ userId: '', confTitle: 'Sync' }, 'userId is malformed'],
  [{ userId: 'ada', confTitle: 'Sync', inviteCaller: 'yes' }, 'inviteCaller is malformed'],
  [{ userId: 'ada', confTitle: 'Sync', inviteUserIds: 'bram' }, 'inviteUserIds is malformed'],
  [{ userId: 'ada', confTitle: 'Sync', inviteUserIds: [7] }, 'inviteUserIds.0 is malformed'],
  [
    { userId: 'ada', confTitle: 'Sync', inviteUserIds: Array.from({ length: 501 }, () => 'bram') },
    'inviteUserIds may have at most 500 entries',
  ],
  [{ userId: 'ada', confTitle: 'Sync', inviteUserIds: [null] }, 'inviteUserIds.0 is malformed'],
] as const) {
  test(`[CC4] creating with ${JSON.stringify(body).slice(0, 70)} is a bad parameter: ${reason}`, async () => {
    const { api, calls } = noting()
    assert.deepEqual(refusal(await api.send('POST', PATH, body)), [400, 'paramsError', `error:${reason}`])
    assert.deepEqual(calls, [])
    await api.app.close()
  })
}

test('[CC5] closing answers success, with a number as its code', async () => {
  const { api, calls } = noting()
  const answer = await api.send('DELETE', `${ROOM}?unionId=ada`)
  assert.equal(answer.text, '{"code":200,"cause":"success"}')
  assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, 'ada']])
  await api.app.close()
})

for (const [url, reason] of [
  [ROOM, 'unionId is missing'],
  [`${ROOM}?unionId=`, 'unionId is missing'],
  [`${PATH}/%20?unionId=ada`, 'conferenceId is malformed'],
  [`${PATH}/1?unionId=ada`, 'conference not found'],
] as const) {
  test(`[CC6] DELETE ${url.slice(PATH.length)} is a bad parameter: ${reason}`, async () => {
    const { api } = noting()
    assert.deepEqual(refusal(await api.send('DELETE', url)), [400, 'paramsError', `error:${reason}`])
    await api.app.close()
  })
}

const INFO = {
  conferenceId: CONFERENCE,
  title: 'Weekly sync',
  creatorId: 'ada',
  creatorNick: 'Ada',
  roomCode: '42731905566',
  externalLinkUrl: 'https://meet.example/app?roomCode=1&token=1_x',
  status: 2,
  startTime: 1_780_000_100_000,
  invitedNum: 2,
  activeNum: 1,
  attendNum: 2,
  bizType: '0',
  cloudRecordStatus: 0,
}

test('[CC7] an ongoing conference has no end', async () => {
  await using api = stubApi({ heads: { loadOwned: async () => HEAD } })
  assert.deepEqual((await api.get(ROOM)).body, { confInfo: INFO })
})

test('[CC7] an ended conference has its end and its length', async () => {
  const head = { ...HEAD, endedAt: (HEAD.startedAt + 60_000) as EpochMs, activeCount: 0 }
  await using api = stubApi({ heads: { loadOwned: async () => head } })
  const ended = { ...INFO, status: 1, activeNum: 0, endTime: 1_780_000_160_000, confDuration: 60_000 }
  assert.deepEqual((await api.get(ROOM)).body, { confInfo: ended })
})

for (const [id, expected] of [
  ['', [400, 'missingRoomId', 'MISSING ROOM ID']],
  ['%20', [400, 'missingRoomId', 'MISSING ROOM ID']],
  ['createAutoLoginUrl', [404, 'roomNotFound', 'ROOM NOT FOUND']],
] as const) {
  test(`[CC8] querying "${id}" gives ${expected[1]}`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await api.get(`${PATH}/${id}`)), expected)
  })
}

for (const action of ['lock', 'unlock']) {
  test(`[CC9] the action ${action} is carried out`, async () => {
    const { api, calls } = noting()
    assert.equal((await api.send('POST', `${ROOM}/lock`, { action })).text, '{"success":true}')
    assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, action === 'lock']])
    await api.app.close()
  })
}

for (const [url, body, code] of [
  [`${ROOM}/lock`, {}, 'paramsError'],
  [`${ROOM}/lock`, { action: null }, 'paramsError'],
  [`${ROOM}/lock`, { action: 'LOCK' }, 'commandError'],
  [`${ROOM}/lock`, { action: '' }, 'commandError'],
  [`${ROOM}/lock`, { action: true }, 'commandError'],
  [`${PATH}/%20/lock`, { action: 'lock' }, 'paramsError'],
  [`${PATH}/1/lock`, { action: 'lock' }, 'paramsError'],
] as const) {
  test(`[CC10] POST ${url.slice(PATH.length)} with ${JSON.stringify(body)} is ${code}`, async () => {
    const { api, calls } = noting()
    assert.deepEqual(refusal(await api.send('POST', url, body)), [400, code, code])
    assert.deepEqual(calls, [])
    await api.app.close()
  })
}
