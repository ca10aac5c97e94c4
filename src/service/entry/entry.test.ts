import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Caller } from '../account/caller.ts'
import { userKey, type ConferenceId, type OrganizationId, type UnionId } from '../../conference/identity.ts'
import { type Proof } from './proofs.ts'
import { jwtPasses } from '../../auth/passes.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { OngoingScope } from '../read/roster.ts'

const ADA = 'AdaiEiE' as UnionId
const GUS = 'GusiEiE' as UnionId
const callerOf = (organizationId: string): Caller => ({
  clientId: `${organizationId}app`,
  kind: 'app',
  organizationId: organizationId as OrganizationId,
  scopes: new Set(),
})
const ACME = callerOf('acme')
const GLOBEX = callerOf('globex')

async function opened(reading: OngoingScope = 'any') {
  const services = await openTestServices({ settings: { ongoing: reading } })
  const { store, clock, roster, conductor, admission, conferences, signIn } = services
  const user = (unionId: string) => ({
    userId: unionId,
    unionId,
    name: unionId.slice(0, 3),
    jobNumber: '7',
    password: 'pw',
  })
  await services.seeding.apply({
    organizations: [
      { corpId: 'acme', name: 'Acme', users: [user(ADA), user('BramiEiE')] },
      { corpId: 'globex', name: 'Globex', users: [user(GUS)] },
    ],
  })
  const head = await conferences.create(ACME, {
    by: { kind: 'app', clientId: ACME.clientId },
    creator: ADA,
    title: 'x'.repeat(60),
    inviteCreator: false,
    invitees: [],
  })
  const admit = (proof: Proof, from = '10.0.0.1') =>
    admission.admit({ roomCode: head.roomCode, proof, nick: 'Guest', device: 'Win', from })
  const link = (): Proof => ({ kind: 'link', token: head.linkToken })
  const rows = async (caller = ACME) => (await roster.listMembers(caller, head.id, { after: 0, limit: 9 })).members
  return { store, clock, roster, conductor, admission, conferences, signIn, head, admit, link, rows }
}

const proofOf = (personalLink: string): Proof => ({
  kind: 'personal-link',
  token: new URL(personalLink).searchParams.get('login') ?? assert.fail(personalLink),
})

test('[EN1] the external link and the passcode admit a guest; a ticket opens one session', async () => {
  const { admit, admission, head, link, rows } = await opened()
  const { ticket } = await admit(link())
  await admission.enter(ticket)
  await assert.rejects(admission.enter(ticket), { code: 'pass-used' })
  await admission.enter((await admit({ kind: 'passcode', passcode: head.passcode })).ticket)
  const members = await rows()
  assert.deepEqual(
    members.map(({ unionId, outside, status }) => [unionId, outside, status]),
    [
      [undefined, true, 3],
      [undefined, true, 3],
    ],
  )
})

test('[EN2] a ticket is valid for one minute', async () => {
  const { admit, admission, clock, link } = await opened()
  const { ticket, expiresAt } = await admit(link())
  assert.equal(expiresAt - clock.now(), 60_000)
  clock.forward(61_000)
  await assert.rejects(admission.enter(ticket), { code: 'pass-invalid' })
})

test('[EN3] a personal link admits its person once, within five minutes', async () => {
  const { admit, admission, clock, head, rows } = await opened()
  const url = await admission.createPersonalLink(ACME, { meetingUrl: admission.externalLink(head), unionId: ADA })
  const { ticket } = await admit(proofOf(url))
  await admission.enter(ticket)
  assert.deepEqual(
    (await rows()).map(({ unionId, nick, host, outside, jobNumber }) => [unionId, nick, host, outside, jobNumber]),
    [[ADA, 'Ada', true, false, '7']],
  )
  await assert.rejects(admit(proofOf(url)), { code: 'pass-used' })
  const late = await admission.createPersonalLink(ACME, { meetingUrl: admission.externalLink(head), unionId: ADA })
  clock.forward(5 * 60_000 + 1_000)
  await assert.rejects(admit(proofOf(late)), { code: 'pass-invalid' })
})

test('[AD15] tickets, personal links and resume tokens contain no job number, and the roster shows it', async () => {
  const { admit, admission, head, rows } = await opened()
  const url = await admission.createPersonalLink(ACME, { meetingUrl: admission.externalLink(head), unionId: ADA })
  const link = proofOf(url)
  const { ticket } = await admit(link)
  const { resumeToken } = await admission.enter(ticket)
  for (const pass of [link.kind === 'personal-link' ? link.token : '', ticket, resumeToken]) {
    const text = Buffer.from(pass.split('.')[1] ?? '', 'base64url').toString()
    assert.match(text, /"pass":/)
    assert.doesNotMatch(text, /jobNumber/)
  }
  assert.deepEqual(
    (await rows()).map(({ jobNumber }) => jobNumber),
    ['7'],
  )
})

test('[EN4] an app of another organization needs the complete link, and its person is an outsider', async () => {
  const { admit, admission, head, rows, roster } = await opened()
  const complete = admission.externalLink(head)
  const bare = complete.replace(/&token=.*/, '')
  await assert.rejects(admission.createPersonalLink(GLOBEX, { meetingUrl: bare, unionId: GUS }), {
    code: 'pass-invalid',
  })
  await assert.rejects(admission.createPersonalLink(GLOBEX, { meetingUrl: complete, unionId: ADA }), {
    code: 'user-not-found',
  })
  const { ticket } = await admit(
    proofOf(await admission.createPersonalLink(GLOBEX, { meetingUrl: complete, unionId: GUS })),
  )
  await admission.enter(ticket)
  assert.deepEqual(
    (await rows()).map(({ unionId, outside, jobNumber }) => [unionId, outside, jobNumber]),
    [[GUS, true, undefined]],
  )
  await assert.rejects(rows(GLOBEX), { code: 'not-permitted' })
  assert.equal((await roster.listOngoing(GLOBEX, GUS))[0]?.conferenceId, head.id)
  assert.equal((await roster.listOngoing(ACME, GUS))[0]?.member.outside, true)
})

test('[EN5] wrong passcodes are limited by address; a right link still admits', async () => {
  const { admit, head, link } = await opened()
  const wrong: Proof = { kind: 'passcode', passcode: '1' }
  for (let tries = 0; tries < 30; tries += 1) await assert.rejects(admit(wrong), { code: 'pass-invalid' })
  await assert.rejects(admit({ kind: 'passcode', passcode: head.passcode }), { code: 'too-many-tries' })
  await admit({ kind: 'passcode', passcode: head.passcode }, '10.0.0.2')
  await admit(link())
})

test('[EN5] wrong passwords that arrive at the same time all count', async () => {
  const { signIn } = await opened()
  const guess = { organizationId: 'acme' as OrganizationId, userId: ADA, password: 'x', from: '10.0.0.7' }
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => signIn.signIn(guess)))
  const codes = answers.map((answer) => answer.status === 'rejected' && answer.reason.code)
  assert.deepEqual(codes.filter((code) => code === 'pass-invalid').length, 3)
  assert.deepEqual(codes.filter((code) => code === 'too-many-tries').length, 7)
})

test('[EN6] bans, locks and ends refuse entry when a ticket is created and when it is used', async () => {
  const { admit, admission, conferences, head, link } = await opened()
  const personal = () => admission.createPersonalLink(ACME, { meetingUrl: admission.externalLink(head), unionId: ADA })
  await admission.enter((await admit(proofOf(await personal()))).ticket)
  const { ticket: before } = await admit(proofOf(await personal()))
  await conferences.remove(ACME, head.id, { targets: [{ unionId: ADA }], forbidRejoin: true })
  await assert.rejects(admission.enter(before), { code: 'banned' })
  await assert.rejects(personal(), { code: 'banned' })
  const { ticket } = await admit(link())
  await conferences.setLocked(ACME, head.id, true)
  await assert.rejects(admission.enter(ticket), { code: 'conference-locked' })
  await assert.rejects(admit(link()), { code: 'conference-locked' })
  await conferences.close(ACME, head.id, ADA)
  await assert.rejects(admission.enter(ticket), { code: 'conference-ended' })
  await assert.rejects(admit(link()), { code: 'conference-ended' })
})

test('[EN7] an altered, foreign or misused pass opens nothing', async () => {
  const { admit, admission, clock, link } = await opened()
  const { ticket } = await admit(link())
  const { resumeToken } = await admission.enter(ticket)
  await assert.rejects(admission.enter(resumeToken), { code: 'pass-invalid' })
  await assert.rejects(admission.resume(ticket), { code: 'pass-invalid' })
  await assert.rejects(admission.resume(`${resumeToken.slice(0, -2)}AA`), { code: 'pass-invalid' })
  const other = jwtPasses('cd'.repeat(32), clock)
  const forged = await other.sign(
    { kind: 'resume', conferenceId: 'x' as ConferenceId, participantId: 'y' as never },
    9e12 as never,
  )
  await assert.rejects(admission.resume(forged), { code: 'pass-invalid' })
})

test('[EN8] signing in needs organization, user and password, and a refusal does not say which was wrong', async () => {
  const { signIn } = await opened()
  const request = { organizationId: 'acme' as OrganizationId, userId: ADA, password: 'pw', from: '10.0.0.9' }
  const { token } = await signIn.signIn(request)
  const { organizationId, unionId, name } = (await signIn.identify(token)) ?? assert.fail('nobody')
  assert.deepEqual([organizationId, unionId, name], ['acme', ADA, 'Ada'])
  for (const wrong of [{ password: 'x' }, { userId: 'nobody' }, { organizationId: 'globex' as OrganizationId }]) {
    await assert.rejects(signIn.signIn({ ...request, ...wrong, from: `${Object.values(wrong)}` }), {
      code: 'pass-invalid',
    })
  }
  assert.equal(await signIn.identify('x'), undefined)
})

test('[RD1] a read gives the same object until the conference changes, and then what it has become', async () => {
  const { admit, admission, head, link, roster } = await opened()
  const page = () => roster.listMembers(ACME, head.id, { after: 0, limit: 9 })
  const empty = await page()
  assert.equal(await page(), empty)
  await admission.enter((await admit(link())).ticket)
  assert.equal((await page()).members.length, 1)
  assert.equal(await page(), await page())
})

test('[RD2] users/lists gives the same object until one of the conferences changes, also by its end', async () => {
  const { conferences, conductor, head, roster } = await opened()
  const list = () => roster.listOngoing(ACME, ADA)
  assert.deepEqual(await list(), [])
  await conferences.invite(ACME, head.id, { people: [{ unionId: ADA, nick: 'Ada' }], phones: [] })
  const called = await list()
  assert.deepEqual([called[0]?.member.status, await list()], [1, called])
  assert.equal(await list(), called)
  await conductor.execute(head.id, {
    type: 'decline-ring',
    by: { kind: 'person', unionId: ADA },
    member: userKey(ADA),
  })
  const declined = await list()
  assert.equal(declined[0]?.member.status, 4)
  // The end changes nothing in the row, but the conference leaves the list.
  await conferences.close(ACME, head.id, ADA)
  assert.deepEqual(await list(), [])
})

test('[RD3] which places count as ongoing is a setting', async () => {
  for (const [reading, counts] of [
    ['any', [1, 1, 1]],
    ['active+ringing', [1, 1, 0]],
    ['active', [0, 1, 0]],
  ] as const) {
    const { admission, admit, conferences, head, roster } = await opened(reading)
    const seen: number[] = []
    const look = async () => seen.push((await roster.listOngoing(ACME, ADA)).length)
    await conferences.invite(ACME, head.id, { people: [{ unionId: ADA, nick: 'Ada' }], phones: [] })
    await look()
    const url = await admission.createPersonalLink(ACME, { meetingUrl: admission.externalLink(head), unionId: ADA })
    await admission.enter((await admit(proofOf(url))).ticket)
    await look()
    await conferences.remove(ACME, head.id, { targets: [{ unionId: ADA }], forbidRejoin: false })
    await look()
    assert.deepEqual(seen, counts, reading)
  }
})

test('[RD4] a person that the organization does not know is not found', async () => {
  const { roster } = await opened()
  await assert.rejects(async () => roster.listOngoing(ACME, GUS), { code: 'user-not-found' })
  await assert.rejects(async () => roster.listOngoing(ACME, 'nobody' as UnionId), { code: 'user-not-found' })
})

test('[RD5] a title keeps its first 50 characters', async () => {
  const { head } = await opened()
  assert.equal(head.title, 'x'.repeat(50))
})
