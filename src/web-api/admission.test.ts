import assert from 'node:assert/strict'
import test from 'node:test'
import { fastify } from 'fastify'
import { ConferenceError, type ConferenceErrorCode } from '../conference/conference-error.ts'
import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import { WaitError } from '../service/entry/wait-error.ts'
import { admissionApi } from './admission.ts'

const admitted = { ticket: 't1', expiresAt: 60_000 as EpochMs, conferenceId: 'c1' as ConferenceId, title: 'Stand-up' }
const organizationId = 'o' as OrganizationId
const user = { organizationId, userId: 'ada', unionId: 'u1' as UnionId, name: 'Ada', admin: false }
const guest = { roomCode: '12345678901', device: 'Mac', nick: ' Ann ', token: '1_secret' }
const ada = { corpId: 'o', userId: 'ada', password: 'right' }

type Given = { admit?: Admission['admit']; signIn?: SignIn['signIn'] }

async function post(path: string, body: unknown, given: Given = {}) {
  await using app = fastify()
  const admit = given.admit ?? (async () => admitted)
  const signIn = given.signIn ?? (async () => ({ token: 'p1', expiresAt: 9 as EpochMs, user }))
  admissionApi(app, { admission: { admit }, signIn: { signIn } })
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await app.inject({
    method: 'POST',
    url: path,
    payload,
    headers: { 'content-type': 'application/json' },
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, headers: answer.headers }
}

const refuse = (code: ConferenceErrorCode) => async () => {
  throw new ConferenceError(code)
}

test('[AD1] the secret of the link gives a ticket under the name in the request', async () => {
  const calls: unknown[] = []
  const answer = await post('/api/admission', guest, {
    admit: async (request) => {
      calls.push(request)
      return admitted
    },
  })
  assert.deepEqual(answer.body, admitted)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.deepEqual(calls, [
    {
      roomCode: '12345678901',
      device: 'Mac',
      nick: 'Ann',
      proof: { kind: 'link', token: '1_secret' },
      from: '127.0.0.1',
    },
  ])
})

test('[AD1] the passcode gives a ticket too, and a personal link gives one to its person', async () => {
  const proofs: unknown[] = []
  const admit: Admission['admit'] = async ({ proof }) => {
    proofs.push(proof)
    return admitted
  }
  await post('/api/admission', { ...guest, token: undefined, passcode: '123' }, { admit })
  await post('/api/admission', { ...guest, token: undefined, login: 'jwt' }, { admit })
  assert.deepEqual(proofs, [
    { kind: 'passcode', passcode: '123' },
    { kind: 'personal-link', token: 'jwt' },
  ])
})

for (const [what, body] of [
  ['no proof', { ...guest, token: undefined }],
  ['two proofs', { ...guest, passcode: '1' }],
  ['no name', { ...guest, nick: undefined }],
  ['a blank name', { ...guest, nick: '  ' }],
  ['a name of 65 characters', { ...guest, nick: 'x'.repeat(65) }],
  ['a line feed in the name', { ...guest, nick: 'a\nb' }],
  ['an unknown device', { ...guest, device: 'Fridge' }],
  ['a number for a room code', { ...guest, roomCode: 12345678901 }],
  ['no JSON', '{'],
  ['an array', []],
] as const) {
  test(`[AD2] a request with ${what} is refused as malformed`, async () => {
    const { status, body: answer } = await post('/api/admission', body)
    assert.deepEqual([status, answer['code'], typeof answer['message']], [400, 'malformed', 'string'])
  })
}

test('[AD3] a name may have 64 characters of any language', async () => {
  assert.equal((await post('/api/admission', { ...guest, nick: '🙂'.repeat(64) })).status, 200)
})

test('[AD4] a personal link needs no name', async () => {
  const { status } = await post('/api/admission', { roomCode: '1', device: 'iOS', login: 'x' })
  assert.equal(status, 200)
})

const REFUSED: readonly (readonly [ConferenceErrorCode, number, string])[] = [
  ['pass-invalid', 403, 'not-admitted'],
  ['pass-used', 409, 'pass-used'],
  ['too-many-tries', 429, 'too-many-tries'],
  ['too-many-guests', 429, 'too-many-guests'],
  ['guests-full', 429, 'guests-full'],
  ['banned', 403, 'banned'],
  ['conference-locked', 403, 'conference-locked'],
  ['host-absent', 403, 'host-absent'],
  ['waiting-room', 403, 'waiting-room'],
  ['not-permitted', 403, 'turned-away'],
  ['conference-ended', 410, 'conference-ended'],
  ['conference-not-found', 500, 'fault'],
]
for (const [code, status, wire] of REFUSED) {
  test(`[AD5] admission that is refused for ${code} answers ${status} ${wire}`, async () => {
    const answer = await post('/api/admission', guest, { admit: refuse(code) })
    assert.deepEqual(
      [answer.status, answer.body['code'], Object.keys(answer.body)],
      [status, wire, ['code', 'message']],
    )
  })
}

test('[AD12] [AD13] a person who has to wait receives passes and sends them when they ask again', async () => {
  const seen: unknown[] = []
  const admit: Admission['admit'] = async ({ guest: pass, waits }) => {
    seen.push([pass, waits])
    throw new WaitError('waiting-room', { guest: 'g2', login: 'l2' })
  }
  const { body } = await post('/api/admission', { ...guest, guest: 'g1', waits: true }, { admit })
  assert.deepEqual([body['code'], body['guest'], body['login']], ['waiting-room', 'g2', 'l2'])
  assert.deepEqual(seen, [['g1', true]])
  const { body: answer } = await post('/api/admission', guest, { admit: async () => ({ ...admitted, guest: 'g3' }) })
  assert.equal(answer['guest'], 'g3')
})

test('[AD6] an unexpected error is answered without any detail', async () => {
  const { status, body } = await post('/api/admission', guest, {
    admit: async () => {
      throw new Error('disk full at /var/secret')
    },
  })
  assert.deepEqual([status, body['code']], [500, 'fault'])
  assert.doesNotMatch(JSON.stringify(body), /disk|secret/)
})

test('[AD7] signing in with a password returns a token that identifies the person', async () => {
  const { body } = await post('/api/sign-in', ada)
  assert.deepEqual(body, { token: 'p1', expiresAt: 9, unionId: 'u1', name: 'Ada' })
})

test('[AD8] a wrong password, an unknown user and an unknown organization get the same refusal', async () => {
  const { status, body } = await post('/api/sign-in', ada, { signIn: refuse('pass-invalid') })
  assert.deepEqual([status, body['code']], [403, 'not-signed-in'])
})

test('[AD9] after too many wrong passwords even the right one is refused for a while', async () => {
  const { status, body } = await post('/api/sign-in', ada, { signIn: refuse('too-many-tries') })
  assert.deepEqual([status, body['code']], [429, 'too-many-tries'])
})

test('[AD11] wrong tries from one IPv6 network count together', async () => {
  const seen = new Set<string>()
  await using app = fastify({ trustProxy: true })
  const admit: Admission['admit'] = async ({ from }) => {
    seen.add(from)
    return admitted
  }
  admissionApi(app, { admission: { admit }, signIn: { signIn: refuse('pass-invalid') } })
  for (const ip of ['2001:db8:0:7::1', '2001:db8:0:7:8:9:a:b', '2001:db8:0:7:ffff::']) {
    const headers = { 'x-forwarded-for': ip }
    await app.inject({ method: 'POST', url: '/api/admission', payload: guest, headers })
  }
  assert.deepEqual([...seen], ['2001:db8:0:7'])
})
