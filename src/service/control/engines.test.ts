import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Intent } from '../../conference/command.ts'
import {
  personKey,
  type ConferenceId,
  type OrganizationId,
  type ParticipantId,
  type UnionId,
} from '../../conference/identity.ts'
import { ID, openConductor } from '../conduct/conductor.fixture.ts'
import { Heads } from '../conduct/heads.ts'
import type { Caller, User } from '../account/directory-model.ts'
import { Engines } from './engines.ts'
import { RecordedStore } from '../conduct/recorded-store.fixture.ts'

const UNKNOWN = '0123456789abcdef01234567' as ConferenceId
const [ann, bob, guy, nobody] = ['ann', 'bob', 'guy', 'nobody'] as UnionId[] as [UnionId, UnionId, UnionId, UnionId]
const callerOf = (organization: string): Caller => ({
  clientId: organization,
  kind: 'app',
  organizationId: organization as OrganizationId,
  scopes: new Set(),
})
const ACME = callerOf('acme')

const join = (unionId: UnionId): Intent => ({
  type: 'join',
  by: { kind: 'person', unionId },
  person: { kind: 'user', unionId },
  nick: unionId,
  outside: unionId === guy,
  device: 'Win',
  participantId: `${unionId}-1` as ParticipantId,
})

/** Ann's conference at Acme, which knows Ann and Bob; Guy of another organisation is in it. */
async function held() {
  const store = new RecordedStore()
  const { conductor } = openConductor(store)
  await conductor.execute(ID, {
    type: 'create',
    by: { kind: 'app', clientId: 'app' },
    invitees: [],
    inviteCreator: false,
    founding: {
      organizationId: ACME.organizationId,
      title: 'Weekly sync',
      creator: { unionId: ann, nick: 'Ann' },
      roomCode: '42731905566',
      linkToken: 't',
      passcode: 'p',
      hostPasscode: 'h',
      autoTransferHost: true,
    },
  })
  await conductor.execute(ID, join(ann))
  await conductor.execute(ID, join(bob))
  await conductor.execute(ID, join(guy))
  const engines = new Engines({
    conductor,
    conferences: store,
    heads: new Heads(store),
    directory: {
      findUserByUnionId: async (_, unionId) => ([ann, bob].includes(unionId) ? ({ unionId } as User) : undefined),
    },
  })
  return { conductor, engines }
}

/** The same question, asked of each engine that is asked of a conference. */
function questions(engines: Engines, caller: Caller, id: ConferenceId, who: UnionId): readonly Promise<string>[] {
  return [
    engines.controlRecording(caller, id, who),
    engines.readRecording(caller, id, who),
    engines.controlLivePush(caller, id, who),
    engines.controlMinutes(caller, id, [who]),
    engines.readMinutes(caller, id, [who]),
  ]
}

async function allRefused(asked: readonly Promise<string>[], code: string) {
  for (const one of await Promise.allSettled(asked)) {
    assert.deepEqual(one.status === 'rejected' && one.reason.code, code)
  }
}

const NO_RECORDING = 'recording-engine-not-configured'

test('[EG1] whoever may ask for it is told which engine is missing', async () => {
  const { engines } = await held()
  assert.deepEqual(await Promise.all(questions(engines, ACME, ID, ann)), [
    NO_RECORDING,
    NO_RECORDING,
    'live-push-engine-not-configured',
    'minutes-engine-not-configured',
    'minutes-engine-not-configured',
  ])
  assert.equal(await engines.controlCaptions(ACME, ID), 'caption-engine-not-configured')
  assert.equal(await engines.allowRecording(ACME, bob), NO_RECORDING)
})

test('[EG2] a conference that nobody knows, or another organisation has, and a person whom nobody knows are refused', async () => {
  const { engines } = await held()
  await allRefused(questions(engines, ACME, UNKNOWN, ann), 'conference-not-found')
  await allRefused(questions(engines, callerOf('globex'), ID, ann), 'not-permitted')
  await allRefused(questions(engines, ACME, ID, nobody), 'user-not-found')
  await allRefused([engines.allowRecording(ACME, nobody)], 'user-not-found')
  await allRefused([engines.controlCaptions(ACME, UNKNOWN)], 'conference-not-found')
})

test('[EG2] a person of another organisation is known while he is on the roster', async () => {
  const { engines } = await held()
  assert.equal(await engines.readRecording(ACME, ID, guy), NO_RECORDING)
})

test('[EG3] only who is host then has the conference recorded, co-hosts not', async () => {
  const { conductor, engines } = await held()
  const key = personKey({ kind: 'user', unionId: bob })
  await conductor.execute(ID, { type: 'add-co-hosts', by: { kind: 'app', clientId: 'app' }, members: [key] })
  await assert.rejects(engines.controlRecording(ACME, ID, bob), { code: 'not-permitted' })
  await conductor.execute(ID, { type: 'hand-over-host', by: { kind: 'app', clientId: 'app' }, to: key })
  assert.equal(await engines.controlRecording(ACME, ID, bob), NO_RECORDING)
  await assert.rejects(engines.controlRecording(ACME, ID, ann), { code: 'not-permitted' })
})

test('[EG4] when the conference is over only its minutes can be asked for', async () => {
  const { conductor, engines } = await held()
  await conductor.execute(ID, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  assert.equal(await engines.readMinutes(ACME, ID, [ann]), 'minutes-engine-not-configured')
  await allRefused(
    [
      engines.controlRecording(ACME, ID, ann),
      engines.readRecording(ACME, ID, undefined),
      engines.controlLivePush(ACME, ID, ann),
      engines.controlMinutes(ACME, ID, []),
      engines.controlCaptions(ACME, ID),
      engines.inviteRoomSystem(ACME, '42731905566', ann),
    ],
    'conference-ended',
  )
})

test('[EG5] a room system is invited to the conference that has the code', async () => {
  const { engines } = await held()
  assert.equal(await engines.inviteRoomSystem(ACME, '42731905566', ann), 'room-system-engine-not-configured')
  await assert.rejects(engines.inviteRoomSystem(ACME, '42731905567', ann), { code: 'conference-not-found' })
  await assert.rejects(engines.inviteRoomSystem(callerOf('globex'), '42731905566', ann), { code: 'not-permitted' })
})
