import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALLERS, CONFERENCE, HEAD, refusal, stubApi } from '../gateway/stub-api.fixture.ts'

const PATH = '/v1.0/conference/videoConferences'
const ROOM = `${PATH}/${CONFERENCE}`
const DEVICE = '6a10c50ab7e39014d58a0c88'
const ada = { unionId: 'ada' }
const LONG = 'x'.repeat(65)

/** Posts to an API whose services permit everything, and returns their arguments. */
async function post(url: string, body: unknown, method: 'POST' | 'PUT' = 'POST') {
  const calls: unknown[][] = []
  const note = async (...given: unknown[]) => void calls.push(given)
  await using api = stubApi({
    conferences: { setMuted: note, setAllMuted: note, setFocus: note, rename: note, changeSettings: note },
  })
  return { answer: await api.send(method, url, body), calls }
}

function handsOver(path: string, body: object, order: object) {
  return async () => {
    const { answer, calls } = await post(`${ROOM}/${path}`, body)
    assert.equal(answer.text, '{"success":true}')
    assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, order]])
  }
}

function refuses(path: string, body: object, reason: string) {
  return async () => {
    const { answer, calls } = await post(`${ROOM}/${path}`, body)
    assert.deepEqual(refusal(answer), [400, 'paramsError', `error:${reason}`])
    assert.deepEqual(calls, [])
  }
}

const one = (device: object = {}) => [{ ...ada, ...device }]
for (const [body, order] of [
  [
    { action: 'mute', userList: one() },
    { muted: true, ...ada },
  ],
  [
    { action: 'un_mute', userList: one({ participantId: DEVICE }) },
    { muted: false, ...ada, participantId: DEVICE },
  ],
  [
    { action: 'mute', userList: one({ participantId: '' }) },
    { muted: true, ...ada },
  ],
] as const) {
  test(`[HC14] muting by ${JSON.stringify(body)} is passed to the service`, handsOver('members/mute', body, order))
}
for (const [body, reason] of [
  [{ userList: [ada] }, 'action is missing'],
  [{ action: 'unmute', userList: [ada] }, 'action is malformed'],
  [{ action: 'mute' }, 'userList is missing'],
  [{ action: 'mute', userList: [] }, 'userList is malformed'],
  [{ action: 'mute', userList: [ada, { unionId: 'bram' }] }, 'userList may have at most 1 entry'],
  [{ action: 'mute', userList: [{}] }, 'userList.0.unionId is missing'],
  [{ action: 'mute', userList: one({ participantId: 'x' }) }, 'session not found'],
] as const) {
  test(`[HC14] muting by ${JSON.stringify(body)} is refused: ${reason}`, refuses('members/mute', body, reason))
}

for (const [body, order] of [
  [{ action: 'mute' }, { muted: true, force: false }],
  [
    { action: 'mute', forceMute: null },
    { muted: true, force: false },
  ],
  [
    { action: 'mute', forceMute: true },
    { muted: true, force: true },
  ],
  [{ action: 'un_mute' }, { muted: false, force: false }],
] as const) {
  test(
    `[HC15] muting all by ${JSON.stringify(body)} is passed to the service`,
    handsOver('allMembers/mute', body, order),
  )
}
for (const [body, reason] of [
  [{}, 'action is missing'],
  [{ action: 'unmute' }, 'action is malformed'],
  [{ action: 'mute', forceMute: 'yes' }, 'forceMute is malformed'],
] as const) {
  test(`[HC15] muting all by ${JSON.stringify(body)} is refused: ${reason}`, refuses('allMembers/mute', body, reason))
}

for (const [body, order] of [
  [
    { action: 'focus', ...ada },
    { on: true, ...ada },
  ],
  [
    { action: 'un_focus', ...ada },
    { on: false, ...ada },
  ],
  [{ action: 'un_focus' }, { on: false }],
  [{ action: 'un_focus', unionId: '' }, { on: false }],
] as const) {
  test(`[HC16] the focus by ${JSON.stringify(body)} is passed to the service`, handsOver('focus', body, order))
}
for (const [body, reason] of [
  [ada, 'action is missing'],
  [{ action: 'unfocus', ...ada }, 'action is malformed'],
  [{ action: 'focus' }, 'unionId is missing'],
  [{ action: 'focus', unionId: '' }, 'unionId is missing'],
] as const) {
  test(`[HC16] the focus by ${JSON.stringify(body)} is refused: ${reason}`, refuses('focus', body, reason))
}

const renamed = { ...ada, nick: 'Dr. Ada' }
test(
  '[HC17] a nick is handed over without the blanks around it',
  handsOver('members/updateNick', { ...ada, nick: ' Dr. Ada ' }, renamed),
)
for (const [body, reason] of [
  [{ nick: 'Ada' }, 'unionId is missing'],
  [ada, 'nick is missing'],
  [{ ...ada, nick: ' ' }, 'nick is malformed'],
  [{ ...ada, nick: LONG }, 'nick is malformed'],
  [{ ...ada, nick: '\u202eAda' }, 'nick is malformed'],
] as const) {
  test(`[HC17] renaming by ${JSON.stringify(body)} is refused: ${reason}`, refuses('members/updateNick', body, reason))
}

for (const [path, body] of [
  ['members/mute', { action: 'mute', userList: [ada] }],
  ['allMembers/mute', { action: 'mute' }],
  ['focus', { action: 'focus', ...ada }],
  ['members/updateNick', { ...ada, nick: 'Ada' }],
] as const) {
  test(`[HC5] ${path} with a blank or unknown conference id is a bad parameter`, async () => {
    const blank = await post(`${PATH}/%20/${path}`, body)
    assert.deepEqual(refusal(blank.answer), [400, 'paramsError', 'error:conferenceId is malformed'])
    const odd = await post(`${PATH}/1/${path}`, body)
    assert.deepEqual(refusal(odd.answer), [400, 'paramsError', 'error:conference not found'])
  })
}

test('[HC21] each given setting is passed to the service, and no absent one', async () => {
  for (const [body, settings] of [
    [{}, {}],
    [{ muteAll: null }, {}],
    [
      { muteAll: true, allowUnmuteSelf: false, forbiddenShareScreen: true, lockConference: false },
      { muted: true, selfUnmuting: false, sharing: 'hosts', locked: false },
    ],
    [
      { forbiddenShareScreen: false, onlyInternalEmployeesJoin: true, autoTransferHost: false },
      { sharing: 'everybody', insidersOnly: true, autoTransferHost: false },
    ],
  ] as const) {
    const { answer, calls } = await post(ROOM, body, 'PUT')
    assert.equal(answer.text, '{"code":"200","case":"success"}')
    assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, settings]])
  }
})

test('[HC21] a setting that is not a boolean is a bad parameter, and nothing changes', async () => {
  const { answer, calls } = await post(ROOM, { lockConference: true, muteAll: 'yes' }, 'PUT')
  assert.deepEqual(refusal(answer), [400, 'paramsError', 'error:muteAll is malformed'])
  assert.deepEqual(calls, [])
})

test('[HC22] extra information is answered for an own conference, with any body', async () => {
  const known: unknown[][] = []
  await using api = stubApi({
    heads: {
      async loadOwned(...given) {
        known.push(given)
        return HEAD
      },
    },
  })
  for (const body of [undefined, { anything: 1 }, 'no JSON']) {
    const answer = await api.send('PUT', `${ROOM}/extInfo`, body)
    assert.equal(answer.text, '{"code":"200","case":"success"}')
  }
  assert.deepEqual(known[0], [CALLERS['app'], CONFERENCE])
  const odd = await api.send('PUT', `${PATH}/1/extInfo`)
  assert.deepEqual(refusal(odd), [400, 'paramsError', 'error:conference not found'])
})
