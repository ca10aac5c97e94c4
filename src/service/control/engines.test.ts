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
import type { Caller } from '../account/caller.ts'
import type { User } from '../account/directory-entries.ts'
import { absentEngines } from '../../media/absent-engines.ts'
import { Engines } from './engines.ts'
import { RecordedStore } from '../conduct/recorded-store.fixture.ts'
import { CacheBudget } from '../cache-budget.ts'

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

/** Ann's conference at Acme, which knows Ann and Bob. Guy, of another organization, is in it. */
async function held() {
  const store = new RecordedStore()
  const { conductor } = openConductor(store)
  await conductor.execute(ID, {
    type: 'create',
    by: { kind: 'app', clientId: 'app' },
    invitees: [],
    inviteCreator: false,
    details: {
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
    heads: new Heads(store, new CacheBudget(2 ** 26)),
    engines: absentEngines(),
    directory: {
      findUserByUnionId: async (_, unionId) => ([ann, bob].includes(unionId) ? ({ unionId } as User) : undefined),
    },
  })
  return { conductor, engines }
}

const asked = async () => 'asked'
const noAllowList = { bizType: 'x', operation: 1, ranges: [] }
const at = (caller: Caller, id: ConferenceId) => ({ caller, id })
const inviting = (operator: UnionId, roomCode = '42731905566') => ({ roomCode, roomSystemCode: '900', operator })

/** The same call of each engine that works in a conference. Each gives `asked` if the engine may be asked. */
function calls(engines: Engines, caller: Caller, id: ConferenceId, who: UnionId): readonly Promise<string>[] {
  const call = { caller, id, people: [who] }
  return [
    engines.controlRecording({ caller, id, operator: who }, asked),
    engines.readRecording(call, asked),
    engines.controlLivePush(call, asked),
    engines.controlMinutes(call, asked),
    engines.readMinutes(call, asked),
  ]
}

async function allRefused(pending: readonly Promise<unknown>[], code: string) {
  for (const one of await Promise.allSettled(pending)) {
    assert.deepEqual(one.status === 'rejected' && one.reason.code, code)
  }
}

test('[EG1] a permitted call reaches the engine, and an absent engine refuses it', async () => {
  const { engines } = await held()
  const call = { caller: ACME, id: ID, people: [ann] }
  assert.deepEqual(await Promise.all(calls(engines, ACME, ID, ann)), Array(5).fill('asked'))
  const recording = 'recording-engine-not-configured'
  await allRefused(
    [
      engines.controlRecording({ ...at(ACME, ID), operator: ann }, (engine) => engine.start(ID, ann, {})),
      engines.readRecording(call, (engine) => engine.list(ID)),
      engines.allowRecording(ACME, bob, noAllowList),
    ],
    recording,
  )
  await allRefused(
    [engines.controlLivePush(call, (engine) => engine.stop(ID, ann, 'all'))],
    'live-push-engine-not-configured',
  )
  await allRefused(
    [
      engines.controlMinutes(call, (engine) => engine.pause(ID, ann)),
      engines.readMinutes(call, (engine) => engine.listAudio(ID)),
    ],
    'minutes-engine-not-configured',
  )
  await allRefused(
    [engines.controlCaptions(at(ACME, ID), (engine) => engine.setEnabled(ID, true))],
    'caption-engine-not-configured',
  )
  await allRefused([engines.inviteRoomSystem(ACME, inviting(ann))], 'room-system-engine-not-configured')
})

test('[EG2] unknown conferences, conferences of another organization and unknown people are refused first', async () => {
  const { engines } = await held()
  await allRefused(calls(engines, ACME, UNKNOWN, ann), 'conference-not-found')
  await allRefused(calls(engines, callerOf('globex'), ID, ann), 'not-permitted')
  await allRefused(calls(engines, ACME, ID, nobody), 'user-not-found')
  await allRefused([engines.allowRecording(ACME, nobody, noAllowList)], 'user-not-found')
  await allRefused([engines.controlCaptions(at(ACME, UNKNOWN), async () => {})], 'conference-not-found')
})

test('[EG2] a person of another organization is known while they are on the roster', async () => {
  const { engines } = await held()
  assert.equal(await engines.readRecording({ caller: ACME, id: ID, people: [guy] }, asked), 'asked')
})

test('[EG3] only the host of the moment starts the recording, not a co-host', async () => {
  const { conductor, engines } = await held()
  const key = personKey({ kind: 'user', unionId: bob })
  const record = (operator: UnionId) => engines.controlRecording({ caller: ACME, id: ID, operator }, asked)
  await conductor.execute(ID, { type: 'add-co-hosts', by: { kind: 'app', clientId: 'app' }, members: [key] })
  await assert.rejects(record(bob), { code: 'not-permitted' })
  await conductor.execute(ID, { type: 'hand-over-host', by: { kind: 'app', clientId: 'app' }, to: key })
  assert.equal(await record(bob), 'asked')
  await assert.rejects(record(ann), { code: 'not-permitted' })
})

test('[EG4] after the end of the conference only its minutes can be read', async () => {
  const { conductor, engines } = await held()
  await conductor.execute(ID, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  const call = { caller: ACME, id: ID, people: [ann] }
  assert.equal(await engines.readMinutes(call, asked), 'asked')
  await allRefused(
    [
      engines.controlRecording({ ...at(ACME, ID), operator: ann }, asked),
      engines.readRecording({ ...call, people: [] }, asked),
      engines.controlLivePush(call, asked),
      engines.controlMinutes({ ...call, people: [] }, asked),
      engines.controlCaptions(at(ACME, ID), async () => {}),
      engines.inviteRoomSystem(ACME, inviting(ann)),
    ],
    'conference-ended',
  )
})

test('[EG5] a room system is invited to the conference that has the code', async () => {
  const { engines } = await held()
  await assert.rejects(engines.inviteRoomSystem(ACME, inviting(ann)), { code: 'room-system-engine-not-configured' })
  await assert.rejects(engines.inviteRoomSystem(ACME, inviting(ann, '42731905567')), { code: 'conference-not-found' })
  await assert.rejects(engines.inviteRoomSystem(callerOf('globex'), inviting(ann)), { code: 'not-permitted' })
})
