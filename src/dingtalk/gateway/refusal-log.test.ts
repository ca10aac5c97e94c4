import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../../conference/conference-error.ts'
import { CONFERENCE, stubApi, type Given, type StubApi } from './stub-api.fixture.ts'

const PATH = '/v1.0/conference'
const ROOM = `${PATH}/videoConferences/${CONFERENCE}`
const BOOKING = { creatorUnionId: 'ada', title: 'Review', startTime: 1, endTime: 2 }

const debugging = (given: Given = {}) => stubApi({ ...given, logLevel: 'debug' })
/** What the first line of the log says. */
const wrongIn = ({ logged }: StubApi) => (logged[0]?.['wrong'] ?? []) as { field: string; problem: string }[]
const order = (fields: object) =>
  `${PATH}/videoConferences/enterpriseSetting/record/whiteAccount?requestBody=${JSON.stringify(fields)}`

for (const [what, method, url, body, wrong] of [
  [
    'several fields, nested ones among them',
    'POST',
    `${ROOM}/users/invite`,
    { unionId: '', inviteeList: [{ unionId: 'bram', nick: 'Bram' }, { nick: 5 }], phoneInviteeList: 'x' },
    [
      ['unionId', 'must not have fewer than 1 characters'],
      ['inviteeList.1.unionId', 'is missing'],
      ['inviteeList.1.nick', 'must be string'],
      ['phoneInviteeList', 'must be array'],
    ],
  ],
  [
    'settings inside settings',
    'POST',
    `${PATH}/scheduleConferences`,
    {
      ...BOOKING,
      startTime: 'soon',
      scheduleConfSettingModel: {
        muteOnJoin: 5,
        moziConfVirtualExtraSetting: { waitingRoom: 3, moziConfExtensionAppSettings: [{}, { autoOpenMode: true }] },
      },
    },
    [
      ['startTime', 'must be integer'],
      ['scheduleConfSettingModel.muteOnJoin', 'must be -1 or must be 0 or must be 6'],
      ['scheduleConfSettingModel.moziConfVirtualExtraSetting.waitingRoom', 'must be <= 2'],
      [
        'scheduleConfSettingModel.moziConfVirtualExtraSetting.moziConfExtensionAppSettings.1.autoOpenMode',
        'must be integer',
      ],
    ],
  ],
  [
    'all that is missing',
    'POST',
    `${PATH}/videoConferences`,
    {},
    [
      ['userId', 'is missing'],
      ['confTitle', 'is missing'],
    ],
  ],
  [
    'one missing field beside malformed ones',
    'POST',
    `${PATH}/videoConferences`,
    { confTitle: ' ', inviteCaller: 'yes', inviteUserIds: ['', 7] },
    [
      ['userId', 'is missing'],
      ['confTitle', 'must have something visible'],
      ['inviteCaller', 'must be boolean'],
      ['inviteUserIds.0', 'must not have fewer than 1 characters'],
      ['inviteUserIds.1', 'must be string'],
    ],
  ],
  [
    'a list that is too long',
    'POST',
    `${PATH}/videoConferences`,
    { userId: 'ada', confTitle: 'Sync', inviteUserIds: Array.from({ length: 501 }, () => 'bram') },
    [['inviteUserIds', 'may have at most 500 entries']],
  ],
  [
    'a query',
    'GET',
    `${PATH}/videoConferences/histories/dataLists?startTime=x&realData=yes&maxResults=0`,
    undefined,
    [
      ['endTime', 'is missing'],
      ['startTime', 'must be integer'],
      ['realData', 'must be boolean'],
      ['maxResults', 'must be >= 1'],
    ],
  ],
  ['an action', 'POST', `${ROOM}/lock`, { action: 'x' }, [['action', 'must be "lock" or must be "unlock"']]],
  [
    'a name that cannot be shown',
    'POST',
    `${ROOM}/members/updateNick`,
    { unionId: 'ada', nick: 'a\u0007b' },
    [['nick', 'must be 1 to 64 printable characters']],
  ],
  ['a room code', 'GET', `${PATH}/roomCodes/12a/infos`, undefined, [['roomCode', 'must be 1 to 32 digits']]],
  [
    'JSON in a query',
    'POST',
    order({ unionId: 'ada', operation: 'x', settingRangeList: [{ settingRangeId: ' ', settingRangeType: 1 }] }),
    undefined,
    [
      ['requestBody.bizType', 'is missing'],
      ['requestBody.operation', 'must be integer'],
      ['requestBody.settingRangeList.0.settingRangeId', 'must not be blank'],
    ],
  ],
  ['no body', 'POST', `${ROOM}/lock`, undefined, [['body', 'is missing']]],
  ['broken JSON', 'POST', `${ROOM}/lock`, '{"action":"lock"', [['body', 'is not a JSON object']]],
] as const) {
  test(`[GW23] the log at debug names what is wrong: ${what}`, async () => {
    await using api = debugging()
    const answer = await api.send(method, url, body)
    assert.equal(answer.status, 400)
    assert.equal(api.logged.length, 1)
    assert.deepEqual(
      wrongIn(api).map(({ field, problem }) => [field, problem]),
      wrong,
    )
  })
}

test('[GW23] a body of another type is named', async () => {
  await using api = debugging()
  await api.send('POST', `${ROOM}/lock`, '{"action":"lock"}', { headers: { 'content-type': 'text/plain' } })
  assert.deepEqual(wrongIn(api), [{ field: 'body', problem: 'is not of type application/json' }])
})

test('[GW23] the log has the operation and the reason of a service', async () => {
  const setLocked = () => Promise.reject(new ConferenceError('conference-not-found'))
  await using api = debugging({ conferences: { setLocked } })
  const answer = await api.send('POST', `${ROOM}/lock`, { action: 'lock' })
  assert.equal(answer.body.message, 'paramsError')
  const [{ operation, reason } = {}] = api.logged
  assert.deepEqual([operation, reason], ['LockConference', 'conference not found'])
})

test('[GW23] no value of a request is logged, whatever is wrong with it', async () => {
  await using api = debugging()
  const secret = 'hunter2'
  for (const [url, body] of [
    ['/v1.0/oauth2/accessToken', { appKey: [secret], appSecret: { [secret]: secret } }],
    ['/v1.0/oauth2/accessToken', { appSecret: secret }],
    [`/v1.0/oauth2/${secret}/token`, { client_id: secret, client_secret: [secret], grant_type: secret }],
    [`${PATH}/videoConferences`, { userId: [secret], confTitle: secret.repeat(50), inviteUserIds: [[secret]] }],
    [`${PATH}/videoConferences`, `{"userId":"${secret}"`],
  ] as const) {
    assert.equal((await api.send('POST', url, body)).status, 400)
  }
  assert.equal(api.logged.length, 5)
  assert.equal(JSON.stringify(api.logged).includes(secret), false)
})

test('[GW23] of a long list, the first 64 findings are logged', async () => {
  await using api = debugging()
  await api.send('POST', `${PATH}/videoConferences/query`, { conferenceIdList: Array.from({ length: 900 }, () => '') })
  assert.equal(wrongIn(api).length, 64)
})

test('[GW23] at another level nothing is logged', async () => {
  await using api = stubApi({ logLevel: 'info' })
  await api.send('POST', `${ROOM}/lock`, {})
  assert.deepEqual(api.logged, [])
})
