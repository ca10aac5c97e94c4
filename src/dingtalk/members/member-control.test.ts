import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALLERS, CONFERENCE, refusal, stubApi } from '../gateway/stub-api.fixture.ts'

const PATH = '/v1.0/conference/videoConferences'
const ROOM = `${PATH}/${CONFERENCE}`
const DEVICE = '6a10c50ab7e39014d58a0c88'
const ada = { unionId: 'ada' }

/** Posts to an API whose services permit everything, and returns their arguments. */
async function post(url: string, body: unknown, { reached = true } = {}) {
  const calls: unknown[][] = []
  const note = async (...given: unknown[]) => void calls.push(given)
  await using api = stubApi({
    conferences: { invite: (...given) => note(...given).then(() => reached), remove: note, setCoHosts: note },
    admission: {
      async createPersonalLink(...given) {
        calls.push(given)
        return 'https://meet.example/app?roomCode=1&login=x'
      },
    },
  })
  return { answer: await api.send('POST', url, body), calls }
}

test('[HC1] inviting passes people, telephones and the operator to the service', async () => {
  const { answer, calls } = await post(`${ROOM}/users/invite`, {
    unionId: 'ada',
    inviteeList: [{ unionId: 'bram', nick: ' Bram ' }],
    phoneInviteeList: [
      { phoneNumber: '13800000000', nick: 'Desk', statusCode: '86', inviteClient: false },
      { phoneNumber: '110' },
    ],
  })
  assert.equal(answer.text, '{"success":true}')
  assert.deepEqual(calls, [
    [
      CALLERS['app'],
      CONFERENCE,
      {
        operator: 'ada',
        people: [{ unionId: 'bram', nick: 'Bram' }],
        phones: [
          { number: '+8613800000000', nick: 'Desk' },
          { number: '110', nick: '110' },
        ],
      },
    ],
  ])
})

test('[HC1] one list is enough, and the operator is optional', async () => {
  const { answer, calls } = await post(`${ROOM}/users/invite`, {
    unionId: null,
    inviteeList: null,
    phoneInviteeList: [{ phoneNumber: '110' }],
  })
  assert.equal(answer.status, 200)
  assert.deepEqual(calls[0]?.[2], { people: [], phones: [{ number: '110', nick: '110' }] })
})

test('[HC1] [PH1] success is false if a telephone cannot be called', async () => {
  const { answer } = await post(
    `${ROOM}/users/invite`,
    { phoneInviteeList: [{ phoneNumber: '110' }] },
    { reached: false },
  )
  assert.deepEqual([answer.status, answer.text], [200, '{"success":false}'])
})

const bram = { unionId: 'bram', nick: 'Bram' }
const times = <T>(count: number, entry: T): T[] => Array.from({ length: count }, () => entry)

test('[HC2] 500 people and 500 telephones can be invited', async () => {
  const phones = times(500, { phoneNumber: '110', nick: ' ' })
  const { answer, calls } = await post(`${ROOM}/users/invite`, {
    inviteeList: times(500, bram),
    phoneInviteeList: phones,
  })
  assert.equal(answer.status, 200)
  const [[, , order] = []] = calls
  const { people, phones: called } = order as { people: unknown[]; phones: unknown[] }
  assert.deepEqual([people.length, called.length, called[499]], [500, 500, { number: '110', nick: '110' }])
})

for (const [body, reason] of [
  [{ inviteeList: times(501, bram) }, 'inviteeList may have at most 500 entries'],
  [{ phoneInviteeList: times(501, { phoneNumber: '110' }) }, 'phoneInviteeList may have at most 500 entries'],
  [{ inviteeList: [bram, { ...bram, nick: 'x'.repeat(65) }] }, 'inviteeList.1.nick is malformed'],
  [{ inviteeList: [{ ...bram, nick: 'a\u0007b' }] }, 'inviteeList.0.nick is malformed'],
  [{ inviteeList: [{ ...bram, nick: '\u202eevil' }] }, 'inviteeList.0.nick is malformed'],
  [{ phoneInviteeList: [{ phoneNumber: '110', nick: 'a\nb' }] }, 'phoneInviteeList.0.nick is malformed'],
  [{ phoneInviteeList: [{ phoneNumber: 'abc' }] }, 'phoneInviteeList.0.phoneNumber is malformed'],
  [{ phoneInviteeList: [{ phoneNumber: '1'.repeat(5_000) }] }, 'phoneInviteeList.0.phoneNumber is malformed'],
  [{ phoneInviteeList: [{ phoneNumber: '110', inviteClient: 1 }] }, 'phoneInviteeList.0.inviteClient is malformed'],
] as const) {
  test(`[HC2] [HC24] inviting ${JSON.stringify(body).slice(0, 70)} is a bad parameter: ${reason}`, async () => {
    const { answer, calls } = await post(`${ROOM}/users/invite`, body)
    assert.deepEqual(refusal(answer), [400, 'paramsError', `error:${reason}`])
    assert.deepEqual(calls, [])
  })
}

for (const [body, reason] of [
  [{}, 'inviteeList is missing'],
  [{ inviteeList: [], phoneInviteeList: [] }, 'inviteeList is missing'],
  [{ inviteeList: [{ unionId: 'bram' }] }, 'inviteeList.0.nick is missing'],
  [{ inviteeList: [{ unionId: 'bram', nick: ' ' }] }, 'inviteeList.0.nick is malformed'],
  [{ inviteeList: [{ nick: 'Bram' }] }, 'inviteeList.0.unionId is missing'],
  [{ inviteeList: [{ unionId: null, nick: 'Bram' }] }, 'inviteeList.0.unionId is missing'],
  [{ inviteeList: [{ unionId: '', nick: 'Bram' }] }, 'inviteeList.0.unionId is malformed'],
  [{ inviteeList: 'bram' }, 'inviteeList is malformed'],
  [{ phoneInviteeList: [{ nick: 'Desk' }] }, 'phoneInviteeList.0.phoneNumber is missing'],
] as const) {
  test(`[HC2] inviting ${JSON.stringify(body)} is a bad parameter: ${reason}`, async () => {
    const { answer, calls } = await post(`${ROOM}/users/invite`, body)
    assert.deepEqual(refusal(answer), [400, 'paramsError', `error:${reason}`])
    assert.deepEqual(calls, [])
  })
}

test('[HC3] removing passes people and devices, and bars nobody by default', async () => {
  const userList = [
    { unionId: 'bram' },
    { unionId: 'cleo', participantId: DEVICE },
    { unionId: 'dirk', participantId: '' },
  ]
  for (const [forbiddenRejoin, forbidRejoin] of [
    [undefined, false],
    [null, false],
    [false, false],
    [true, true],
  ] as const) {
    const { answer, calls } = await post(`${ROOM}/members/kick`, { userList, forbiddenRejoin })
    assert.equal(answer.text, '{"success":true}')
    const targets = [{ unionId: 'bram' }, { unionId: 'cleo', participantId: DEVICE }, { unionId: 'dirk' }]
    assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, { targets, forbidRejoin }]])
  }
})

for (const [action, add] of [
  ['add', true],
  ['remove', false],
] as const) {
  test(`[HC4] the action ${action} passes its people to the service`, async () => {
    const { answer, calls } = await post(`${ROOM}/coHosts/set`, { action, userList: [ada] })
    assert.equal(answer.text, '{"success":true}')
    assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, { add, unionIds: ['ada'] }]])
  })
}

for (const [url, body, reason] of [
  ['members/kick', {}, 'userList is missing'],
  ['members/kick', { userList: [] }, 'userList is malformed'],
  ['members/kick', { userList: [{}] }, 'userList.0.unionId is missing'],
  ['members/kick', { userList: [null] }, 'userList.0 is malformed'],
  ['members/kick', { userList: [ada], forbiddenRejoin: 'yes' }, 'forbiddenRejoin is malformed'],
  ['members/kick', { userList: [{ ...ada, participantId: 'x' }] }, 'session not found'],
  ['coHosts/set', { userList: [ada] }, 'action is missing'],
  ['coHosts/set', { action: 'promote', userList: [ada] }, 'action is malformed'],
  ['coHosts/set', { action: 'add' }, 'userList is missing'],
  ['coHosts/set', { action: 'add', userList: [] }, 'userList is malformed'],
] as const) {
  test(`[HC4] [HC5] ${url} with ${JSON.stringify(body)} is a bad parameter: ${reason}`, async () => {
    const { answer, calls } = await post(`${ROOM}/${url}`, body)
    assert.deepEqual(refusal(answer), [400, 'paramsError', `error:${reason}`])
    assert.deepEqual(calls, [])
  })
}

for (const path of ['users/invite', 'members/kick', 'coHosts/set']) {
  test(`[HC5] ${path} with a blank or unknown conference id is a bad parameter`, async () => {
    const to = (unionId: string) => ({ action: 'add', userList: [{ unionId }], inviteeList: [{ unionId, nick: 'A' }] })
    const blank = await post(`${PATH}/%20/${path}`, to('ada'))
    assert.deepEqual(refusal(blank.answer), [400, 'paramsError', 'error:conferenceId is malformed'])
    const odd = await post(`${PATH}/1/${path}`, to('ada'))
    assert.deepEqual(refusal(odd.answer), [400, 'paramsError', 'error:conference not found'])
  })
}

test('[PL1] a personal link is answered with success', async () => {
  const body = { meetingUrl: 'https://meet.example/app?roomCode=1', unionId: 'bram' }
  const { answer, calls } = await post(`${PATH}/createAutoLoginUrl`, body)
  assert.deepEqual(answer.body, {
    success: true,
    loginInfo: { loginUrl: 'https://meet.example/app?roomCode=1&login=x' },
  })
  assert.deepEqual(calls, [[CALLERS['app'], body]])
})

for (const [body, reason] of [
  [{ unionId: 'bram' }, 'meetingUrl is missing'],
  [{ meetingUrl: ' ', unionId: 'bram' }, 'meetingUrl is malformed'],
  [{ meetingUrl: 'https://meet.example' }, 'unionId is missing'],
] as const) {
  test(`[PL2] a personal link of ${JSON.stringify(body)} is a bad parameter: ${reason}`, async () => {
    const { answer } = await post(`${PATH}/createAutoLoginUrl`, body)
    assert.deepEqual(refusal(answer), [400, 'paramsError', `error:${reason}`])
  })
}
