import assert from 'node:assert/strict'
import { test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Snapshot } from '../../contract/signaling/types.ts'
import { post } from '../worlds/server-process.ts'
import { ADA, BRAM, CLEO, startTester, type Tester } from '../worlds/tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'
const SUCCESS = { success: true }
const phone = { phoneInviteeList: [{ phoneNumber: '110', nick: 'Desk' }] }

type Meeting = Readonly<{ id: string; link: URL; said(path: string, body: object, method?: string): Promise<object> }>

async function create(tester: Tester): Promise<Meeting> {
  const { body } = await tester.call('POST', CONFERENCES, { body: { userId: ADA.unionId, confTitle: 'Weekly sync' } })
  const id = String(body['conferenceId'])
  return {
    id,
    link: new URL(String(body['externalLinkUrl'])),
    said: async (path, order, method = 'POST') =>
      (await tester.call(method, `${CONFERENCES}/${id}${path}`, { body: order })).body,
  }
}

/** A session of the person with this `unionId`, or of a guest. */
async function join(tester: Tester, link: URL, unionId?: string): Promise<Socket> {
  const { ticket } = await post(`${tester.url}/api/admission`, {
    ...(await proofOf(tester, link, unionId)),
    device: 'Mac',
  })
  const auth = { version: SIGNALING_VERSION, ticket }
  const socket = io(tester.url + CONFERENCE_NAMESPACE, {
    path: SIGNALING_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth,
  })
  await new Promise((resolve, reject) => {
    socket.once('welcome', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}

async function proofOf(tester: Tester, link: URL, unionId: string | undefined): Promise<Record<string, string | null>> {
  const roomCode = link.searchParams.get('roomCode')
  if (unionId === undefined) return { roomCode, token: link.searchParams.get('token'), nick: 'Guest' }
  const made = await tester.call('POST', `${CONFERENCES}/createAutoLoginUrl`, {
    body: { meetingUrl: String(link), unionId },
  })
  const { loginUrl } = made.body['loginInfo'] as { loginUrl: string }
  return { roomCode, login: new URL(loginUrl).searchParams.get('login') }
}

async function seen(socket: Socket): Promise<Snapshot> {
  const answer = (await socket.emitWithAck('snapshot')) as { ok: boolean; snapshot: Snapshot }
  assert.ok(answer.ok)
  return answer.snapshot
}

function audioOf({ members }: Snapshot): Record<string, string> {
  return Object.fromEntries(members.map(({ nick, audio }) => [nick, audio]))
}

test('[HC14] [HC15] [HC16] [HC17] people in the meeting see what an app does to them, and it survives a restart', async () => {
  await using first = await startTester()
  const { dataFolder } = first
  const { id, link, said } = await create(first)
  const ada = await join(first, link, ADA.unionId)
  const bram = await join(first, link, BRAM.unionId)
  assert.deepEqual(await said('/members/mute', { action: 'mute', userList: [{ unionId: BRAM.unionId }] }), SUCCESS)
  assert.deepEqual(audioOf(await seen(ada)), { Ada: 'allowed', Bram: 'muted' })
  assert.deepEqual(await said('/allMembers/mute', { action: 'mute', forceMute: true }), SUCCESS)
  const cleo = await join(first, link, CLEO.unionId)
  assert.deepEqual(audioOf(await seen(cleo)), { Ada: 'allowed', Bram: 'barred', Cleo: 'barred' })
  assert.deepEqual(await said('/members/mute', { action: 'un_mute', userList: [{ unionId: CLEO.unionId }] }), SUCCESS)
  assert.deepEqual(await said('/focus', { action: 'focus', unionId: BRAM.unionId }), SUCCESS)
  assert.deepEqual(await said('/members/updateNick', { unionId: BRAM.unionId, nick: 'Abraham' }), SUCCESS)
  const before = await seen(ada)
  assert.equal(before.conference.focus, 'm2')
  await first.stop()
  for (const socket of [ada, bram, cleo]) socket.disconnect()

  await using second = await startTester({ dataFolder })
  const watching = await join(second, link, ADA.unionId)
  const after = await seen(watching)
  const { audioPlaces } = after.conference
  assert.equal(audioPlaces.length, before.conference.audioPlaces.length + 1, 'Ada is in on another device')
  assert.deepEqual(after.conference, { ...before.conference, audioPlaces })
  assert.deepEqual(audioOf(after), { Ada: 'allowed', Abraham: 'barred', Cleo: 'allowed' })
  const { body } = await second.call('GET', `${CONFERENCES}/${id}/members`)
  const rows = body['memberModels'] as { userNick: string }[]
  assert.deepEqual(
    rows.map(({ userNick }) => userNick),
    ['Ada', 'Abraham', 'Cleo'],
  )
  watching.disconnect()
})

test('[HC18] [HC20] [HC21] people in the meeting see the settings of an app, and the settings apply to entry', async () => {
  await using tester = await startTester()
  const { id, link, said } = await create(tester)
  const ada = await join(tester, link, ADA.unionId)
  const guest = await join(tester, link)
  const settings = { muteAll: true, forbiddenShareScreen: true, onlyInternalEmployeesJoin: true }
  assert.deepEqual(await said('', settings, 'PUT'), { code: '200', case: 'success' })
  const { conference, members } = await seen(ada)
  assert.deepEqual([conference.sharing, conference.locked], ['hosts', false])
  assert.deepEqual(
    members.map(({ audio }) => audio),
    ['allowed', 'muted'],
  )
  const turnedAway = await tester.call('POST', '/api/admission', {
    body: { ...(await proofOf(tester, link, undefined)), device: 'Mac' },
  })
  assert.deepEqual([turnedAway.status, turnedAway.body['code']], [403, 'conference-locked'])
  const cleo = await join(tester, link, CLEO.unionId)
  await said('', { onlyInternalEmployeesJoin: false }, 'PUT')
  const another = await join(tester, link)
  assert.equal((await tester.call('GET', `${CONFERENCES}/${id}/members`)).body['totalCount'], 4)
  for (const socket of [ada, guest, cleo, another]) socket.disconnect()
})

test('[HC23] an invitation fails for all invitees if the lock refuses one of them; a host can join and be invited', async () => {
  await using tester = await startTester()
  const { id, link, said } = await create(tester)
  const rows = async () => {
    const { body } = await tester.call('GET', `${CONFERENCES}/${id}/members`)
    return (body['memberModels'] as { userNick: string; attendStatus: number }[]).map(({ userNick, attendStatus }) => [
      userNick,
      attendStatus,
    ])
  }
  assert.deepEqual(await said('/lock', { action: 'lock' }), SUCCESS)
  const named = (...unionIds: string[]) => ({ inviteeList: unionIds.map((unionId) => ({ unionId, nick: 'Somebody' })) })
  for (const order of [named(BRAM.unionId), named(ADA.unionId, BRAM.unionId), phone]) {
    const { code, message } = (await said('/users/invite', order)) as { code: string; message: string }
    assert.deepEqual([code, message], ['paramsError', 'error:conference locked'])
  }
  const ada = await join(tester, link, ADA.unionId)
  assert.deepEqual(await rows(), [['Ada', 3]])
  ada.disconnect()
  assert.deepEqual(await said('/users/invite', named(ADA.unionId)), SUCCESS)
})

test('[HC5] removing or muting a person in an ended conference is refused because it has ended, even if they are not on the roster', async () => {
  await using tester = await startTester()
  const { id, said } = await create(tester)
  const userList = [{ unionId: BRAM.unionId }]
  const orders = [['/members/kick', { userList }] as const, ['/members/mute', { action: 'mute', userList }] as const]
  const reasons = () =>
    Promise.all(orders.map(async ([path, order]) => (await said(path, order)) as { message: string }))
  const messages = async () => (await reasons()).map(({ message }) => message)
  assert.deepEqual(await messages(), Array(2).fill('error:member not found'))
  await tester.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
  assert.deepEqual(await messages(), Array(2).fill('error:conference ended'))
})
