import assert from 'node:assert/strict'
import { test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { post } from '../worlds/server-process.ts'
import { ADA, BRAM, startTester, type Tester } from '../worlds/tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'

type Row = Record<string, unknown>

/** A conference of Ada, with Bram in it for a moment. */
async function meetingThatBramLeft(tester: Tester) {
  const made = await tester.call('POST', CONFERENCES, {
    body: { userId: ADA.unionId, confTitle: 'Weekly sync', inviteCaller: false },
  })
  const id = String(made.body['conferenceId'])
  const socket = await join(tester, String(made.body['externalLinkUrl']))
  const closed = new Promise((resolve) => void socket.once('closed', resolve))
  socket.emit('leave')
  await closed
  const invite = (nick: string) =>
    tester.call('POST', `${CONFERENCES}/${id}/users/invite`, { body: { inviteeList: [{ ...BRAM_ID, nick }] } })
  /** Bram's row in each operation that lists the people of a conference. */
  const bram = async () => {
    const [members, details, batch] = await Promise.all([
      tester.call('GET', `${CONFERENCES}/${id}/members`),
      tester.call('GET', `${CONFERENCES}/${id}/details`),
      tester.call('POST', `${CONFERENCES}/query`, { body: { conferenceIdList: [id] } }),
    ])
    const [member] = members.body['memberModels'] as Row[]
    const [session] = details.body['list'] as Row[]
    const [info] = (batch.body['infos'] ?? []) as { userList: Row[] }[] // none after the end
    assert.ok(member && session)
    return { member, session, inBatch: info?.userList[0] }
  }
  return { id, invite, bram }
}

const BRAM_ID = { unionId: BRAM.unionId }

async function join(tester: Tester, meetingUrl: string): Promise<Socket> {
  const made = await tester.call('POST', `${CONFERENCES}/createAutoLoginUrl`, { body: { meetingUrl, ...BRAM_ID } })
  const { loginUrl } = made.body['loginInfo'] as { loginUrl: string }
  const { searchParams } = new URL(loginUrl)
  const proof = { roomCode: searchParams.get('roomCode'), login: searchParams.get('login') }
  const { ticket } = await post(`${tester.url}/api/admission`, { ...proof, device: 'Mac' })
  const socket = io(tester.url + CONFERENCE_NAMESPACE, {
    path: SIGNALING_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { version: SIGNALING_VERSION, ticket },
  })
  await new Promise((resolve, reject) => {
    socket.once('welcome', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}

test('[RG6] [MS9] a person who left and is called again has status 1 and keeps their past, in every operation and after the end', async () => {
  await using tester = await startTester()
  const { id, invite, bram } = await meetingThatBramLeft(tester)
  const { member: before } = await bram()
  assert.equal(before['attendStatus'], 6)
  assert.deepEqual((await invite('Bram')).body, { success: true })
  const { member: called, inBatch } = await bram()
  assert.deepEqual(called, { ...before, attendStatus: 1 })
  assert.equal(inBatch?.['attendStatus'], 1)
  await tester.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
  assert.deepEqual((await bram()).member, before)
})

test('[HC25] an invitation gives no other name to a person who has been in', async () => {
  await using tester = await startTester()
  const { invite, bram } = await meetingThatBramLeft(tester)
  await invite('Somebody else')
  const { member, session, inBatch } = await bram()
  assert.deepEqual([member['userNick'], session['nick'], inBatch?.['nick']], ['Bram', 'Bram', 'Bram'])
})

test('[HC16] focusing a person who is only called is refused because they are not in the meeting', async () => {
  await using tester = await startTester()
  const { id, invite } = await meetingThatBramLeft(tester)
  await invite('Bram')
  const { status, body } = await tester.call('POST', `${CONFERENCES}/${id}/focus`, {
    body: { action: 'focus', ...BRAM_ID },
  })
  assert.deepEqual([status, body['code'], body['message']], [400, 'paramsError', 'error:not in the meeting'])
})

test('[QU18] media status 4 is only for a conference whose people are all muted by force', async () => {
  await using tester = await startTester()
  const { id } = await meetingThatBramLeft(tester)
  const mediaStatus = async () => {
    const { body } = await tester.call('POST', `${CONFERENCES}/query`, { body: { conferenceIdList: [id] } })
    return (body['infos'] as Row[])[0]?.['mediaStatus']
  }
  const muteAll = (body: object) => tester.call('POST', `${CONFERENCES}/${id}/allMembers/mute`, { body })
  await tester.call('PUT', `${CONFERENCES}/${id}`, { body: { allowUnmuteSelf: false } })
  assert.equal(await mediaStatus(), 0)
  await muteAll({ action: 'mute', forceMute: true })
  assert.equal(await mediaStatus(), 4)
  await muteAll({ action: 'un_mute' })
  assert.equal(await mediaStatus(), 0)
})
