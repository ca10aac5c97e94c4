import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Telephones } from '../worlds/telephones.ts'
import { ADA, BRAM, startTester, type Tester } from '../worlds/tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'
const DESK = { statusCode: '86', phoneNumber: '13800000000', nick: 'Desk' }

type Row = Record<string, unknown> & { attendStatus: number }

/** A conference of Ada on `tester`, to which telephones can be invited. */
async function meeting(tester: Tester) {
  const made = await tester.call('POST', CONFERENCES, {
    body: { userId: ADA.unionId, confTitle: 'Weekly sync', inviteCaller: false },
  })
  const at = `${CONFERENCES}/${String(made.body['conferenceId'])}`
  const invite = async (body: object = { phoneInviteeList: [DESK] }) => {
    const answer = await tester.call('POST', `${at}/users/invite`, { body: { unionId: ADA.unionId, ...body } })
    return answer.body['success']
  }
  /** Why each person was not reached, by name, from the batch query. */
  const rejections = async () => {
    const conferenceIdList = [made.body['conferenceId']]
    const { body } = await tester.call('POST', `${CONFERENCES}/query`, { body: { conferenceIdList } })
    const [info] = body['infos'] as { userList: Row[] }[]
    return Object.fromEntries(info?.userList.map(({ nick, rejectDescription }) => [nick, rejectDescription]) ?? [])
  }
  const desk = async () => {
    const { body } = await tester.call('GET', `${at}/members`)
    const row = (body['memberModels'] as Row[]).find(({ userNick }) => userNick === 'Desk')
    assert.ok(row)
    return row
  }
  /** The row of the person, as soon as it has this status. */
  const until = async (status: number) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const row = await desk()
      if (row.attendStatus === status) return row
      await sleep(25)
    }
    throw new Error(`${JSON.stringify(await desk())} never was ${status}`)
  }
  return { at, invite, desk, until, rejections }
}

async function called(options: Parameters<typeof startTester>[0] = {}) {
  const telephones = new Telephones()
  const tester = await startTester({ ...options, telephony: telephones })
  const held = await meeting(tester)
  assert.equal(await held.invite(), true)
  return { ...held, tester, telephones, [Symbol.asyncDispose]: () => tester[Symbol.asyncDispose]() }
}

test('[PH1] [HC1] [QU19] without telephony an invited telephone has a row whose call has failed, with the reason', async () => {
  await using tester = await startTester()
  const { invite, desk, rejections } = await meeting(tester)
  const inviteeList = [{ unionId: BRAM.unionId, nick: 'Bram' }]
  assert.equal(await invite(), false)
  assert.equal(await invite({ inviteeList, phoneInviteeList: [DESK] }), true)
  assert.deepEqual(await rejections(), { Bram: undefined, Desk: 'no telephony' })
  assert.equal(await invite({ inviteeList }), true)
  const { attendStatus, pstnJoin, unionId, joinTime } = await desk()
  assert.deepEqual([attendStatus, pstnJoin, unionId, joinTime], [4, true, undefined, undefined])
})

test('[PH2] an invited telephone is called with the title and the inviter', async () => {
  await using held = await called()
  const { number, title, by } = held.telephones.last
  assert.deepEqual([number, title, by], ['+8613800000000', 'Weekly sync', 'Ada'])
  assert.equal((await held.desk()).attendStatus, 1)
})

test('[HC24] one telephone has one row and one call, in any spelling of its number', async () => {
  await using held = await called()
  const numbers = ['+86 13800000000', '+8613800000000', '0086 138 0000 0000']
  const phoneInviteeList = [...numbers.map((phoneNumber) => ({ phoneNumber, nick: 'Desk' })), DESK]
  assert.equal(await held.invite({ phoneInviteeList }), true)
  assert.deepEqual(await held.rejections(), { Desk: undefined })
  held.telephones.last.does('ended')
  await held.until(4)
  await held.invite({ phoneInviteeList })
  assert.equal(held.telephones.calls.length, 2)
  const { body } = await held.tester.call('GET', `${held.at}/members`)
  assert.equal(body['totalCount'], 1)
})

test('[PH3] a telephone rings, joins as a telephone when answered, and leaves when it hangs up', async () => {
  await using held = await called()
  const { last } = held.telephones
  last.does('ringing')
  assert.equal((await held.until(2))['joinTime'], undefined)
  last.does('answered')
  const inside = await held.until(3)
  assert.deepEqual([inside['pstnJoin'], inside['unionId'], inside['deviceType']], [true, undefined, undefined])
  assert.equal(typeof inside['joinTime'], 'number')
  last.does('ended')
  const left = await held.until(6)
  assert.equal(left['duration'], Number(left['leaveTime']) - Number(left['joinTime']))
})

test('[PH4] [QU19] if a telephone ends the call before it is answered, the call has failed and can be repeated', async () => {
  await using held = await called()
  held.telephones.last.does('ringing')
  held.telephones.last.does('ended')
  await held.until(4)
  assert.deepEqual(await held.rejections(), { Desk: 'declined' })
  await held.invite()
  assert.deepEqual(await held.rejections(), { Desk: undefined })
  assert.equal(held.telephones.calls.length, 2)
  held.telephones.calls[0]?.does('ended') // of the call before
  held.telephones.last.does('answered')
  await held.until(3)
})

test('[PH4] [QU19] if the telephone engine cannot call, only that call fails', async () => {
  const telephones = new Telephones()
  await using tester = await startTester({ telephony: telephones })
  const { invite, until, rejections } = await meeting(tester)
  telephones.error = new Error('no trunk')
  await invite()
  await until(4)
  assert.deepEqual(await rejections(), { Desk: 'line failed' })
  await invite()
  telephones.last.does('answered')
  await until(3)
})

test('[PH5] a telephone that is not answered in time is hung up', async () => {
  await using held = await called()
  held.telephones.last.does('ringing')
  await held.until(2)
  held.tester.advance(61_000)
  await held.until(4)
  assert.ok(held.telephones.last.hungUp)
  assert.deepEqual(await held.rejections(), { Desk: 'timed out' })
})

test('[PH5] the end of the conference hangs up telephones that ring or have joined', async () => {
  await using held = await called()
  held.telephones.last.does('answered')
  await held.until(3)
  await held.tester.call('DELETE', `${held.at}?unionId=${ADA.unionId}`)
  await held.until(6)
  assert.ok(held.telephones.last.hungUp)
})

test('[PH6] a telephone that is answered after the conference was locked is hung up, and its call has failed', async () => {
  await using held = await called()
  await held.tester.call('POST', `${held.at}/lock`, { body: { action: 'lock' } })
  held.telephones.last.does('answered')
  await held.until(4)
  assert.ok(held.telephones.last.hungUp)
})

test('[PH7] a telephone stays while its line is up; if the line is cut, its session ends like that of a vanished device', async () => {
  await using held = await called({ env: { ROLLCALL_LEAVE_WINDOW_MS: '6000' } })
  held.telephones.last.does('answered')
  await held.until(3)
  // In steps: after a jump the server assumes that the machine slept, and counts the silence anew.
  const go = async () => {
    held.tester.advance(500)
    await sleep(300)
  }
  for (let steps = 0; steps < 12; steps += 1) await go()
  assert.equal((await held.desk()).attendStatus, 3)
  held.telephones.last.isCut = true
  for (let steps = 0; steps < 20 && (await held.desk()).attendStatus === 3; steps += 1) await go()
  assert.equal((await held.desk()).attendStatus, 6)
  assert.ok(held.telephones.last.hungUp)
})

test('[PH8] a server hangs up when it stops', async () => {
  await using held = await called()
  await held.tester.stop()
  assert.ok(held.telephones.last.hungUp)
})
