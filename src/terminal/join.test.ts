import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meetingCode, readLink, shareLink } from '../../contract/text/link.ts'
import { book, local } from '../../test/web/booking-pages.ts'
import { Page } from '../../test/web/page.ts'
import { startMeeting } from '../../test/web/visit.ts'
import { ADA, BRAM, startTester, type Tester } from '../../test/worlds/tester.ts'
import { runJoin } from './join.ts'
import { FakeTerminal, membersOf, openMeeting, personalLink, type Meeting } from './terminal.fixture.ts'

/** A program that has joined. */
async function joined(link: string, ...args: string[]) {
  const terminal = new FakeTerminal()
  const exit = runJoin([link, ...args], terminal)
  await Promise.race([terminal.line(/You are in|"type":"roster"/), exit])
  return { terminal, exit }
}

const kick = (tester: Tester, { conferenceId }: Meeting, unionId: string) =>
  tester.call('POST', `/v1.0/conference/videoConferences/${conferenceId}/members/kick`, {
    body: { userList: [{ unionId }] },
  })

test('[TM1] join prints who is in the meeting, and then each change on its own line', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const ada = await joined(await personalLink(tester, meeting, ADA.unionId), '--device', 'Mac')
  assert.match(await ada.terminal.line(/You are in/), /"Stand-up", room code \d{3} \d{4} \d{4}\. In the meeting: 1$/)
  assert.match(await ada.terminal.line(/host/), /^ +Ada \(host, Mac\)$/)
  const guest = await joined(meeting.externalLinkUrl, '--nick', 'Gert', '--device', 'Win')
  assert.match(await ada.terminal.line(/Gert joined/), /^\d\d:\d\d:\d\d {2}Gert joined \(Win\)$/)
  guest.terminal.emit('SIGINT')
  assert.match(await ada.terminal.line(/Gert left/), /Gert left$/)
  ada.terminal.emit('SIGTERM')
  assert.deepEqual(await Promise.all([ada.exit, guest.exit]), [0, 0])
})

test('[TM2] with --json each line is an object with its type and its time', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const { terminal, exit } = await joined(meeting.externalLinkUrl, '--nick', 'Bot', '--json')
  terminal.emit('SIGINT')
  assert.equal(await exit, 0)
  const lines = terminal.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.deepEqual(
    lines.map(({ type }) => type),
    ['roster', 'left', 'closed'],
  )
  for (const { at } of lines) assert.equal(typeof at, 'number')
  assert.equal(lines.at(-1)?.['reason'], 'left')
})

test('[TM3] Ctrl-C leaves at once, and the exit code is 0', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const { terminal, exit } = await joined(await personalLink(tester, meeting, BRAM.unionId))
  terminal.emit('SIGINT')
  assert.equal(await exit, 0)
  assert.deepEqual(
    (await membersOf(tester, meeting)).map(({ attendStatus }) => attendStatus),
    [6],
  )
  assert.deepEqual([terminal.listenerCount('SIGINT'), terminal.listenerCount('SIGTERM')], [0, 0])
})

test('[TM4] the exit code is 3 when the person is removed, and 0 when the conference ends', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const bram = await joined(await personalLink(tester, meeting, BRAM.unionId))
  const guest = await joined(meeting.externalLinkUrl, '--nick', 'Gert')
  await kick(tester, meeting, BRAM.unionId)
  assert.equal(await bram.exit, 3)
  await guest.terminal.line(/Bram was removed/)
  const end = `/v1.0/conference/videoConferences/${meeting.conferenceId}?unionId=${ADA.unionId}`
  await tester.call('DELETE', end)
  assert.equal(await guest.exit, 0)
  await guest.terminal.line(/The meeting has ended/)
})

test('[CO22] join says that an administrator removed the person or ended the meeting', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const ada = new Page(tester.url)
  await ada.signIn(ADA)
  const act = (body: object) => ada.ask('POST', `/api/console/live/${meeting.conferenceId}/acts`, { body })
  const bram = await joined(await personalLink(tester, meeting, BRAM.unionId), '--json')
  const guest = await joined(meeting.externalLinkUrl, '--nick', 'Gert')
  await act({ act: 'remove', member: 'm1', forbidRejoin: false })
  const closed = JSON.parse(await bram.terminal.line(/"type":"closed"/)) as Record<string, unknown>
  assert.deepEqual([closed['reason'], closed['by'], await bram.exit], ['removed', 'administrator', 3])
  await act({ act: 'end' })
  assert.match(await guest.terminal.line(/administrator/), /The meeting has ended \(by an administrator\)$/)
  assert.equal(await guest.exit, 0)
})

test('[TM4] a person who is removed while the connection is lost learns it when it is back, and the exit code is 3', async () => {
  await using first = await startTester()
  const meeting = await openMeeting(first)
  const { exit } = await joined(await personalLink(first, meeting, BRAM.unionId))
  const { dataFolder, url } = first
  await first.stop()
  const elsewhere = await startTester({ dataFolder })
  await kick(elsewhere, meeting, BRAM.unionId)
  await elsewhere.stop()
  await using _second = await startTester({ dataFolder, env: { ROLLCALL_PORT: new URL(url).port } })
  assert.equal(await exit, 3)
})

test('[TM5] a person who is not admitted is told why in one sentence, and the exit code is 1', async () => {
  await using tester = await startTester()
  const { externalLinkUrl } = await openMeeting(tester)
  const nowhere = new URL(externalLinkUrl)
  nowhere.port = '1'
  for (const [link, reason] of [
    [
      externalLinkUrl.replace(/token=.*/, 'token=1_wrong'),
      /^The link or passcode is wrong, or the meeting does not exist\.\n$/,
    ],
    [nowhere.href, /^Cannot reach http:\/\/localhost:1: .*\n$/],
  ] as const) {
    const { terminal, exit } = await joined(link, '--nick', 'Gert')
    assert.equal(await exit, 1)
    assert.match(terminal.errors, reason)
    assert.equal(terminal.out, '')
  }
})

test('[TM25] join takes the short link of a meeting and of a booking, and a link with a passcode', async () => {
  await using tester = await startTester()
  const page = new Page(tester.url)
  await page.signIn(ADA)
  const { link, roomCode } = await startMeeting(page, 'Stand-up')
  const code = meetingCode({ roomCode, linkToken: readLink(link)?.token ?? '' }) ?? ''
  const { body: booking } = await book(page, { title: 'Review', ...local(0) })
  for (const [text, title] of [
    [`Join: ${shareLink(new URL(tester.url), code)}.`, 'Stand-up'],
    [booking.link, 'Review'],
    [`${tester.url}/app?roomCode=${booking.roomCode}&passcode=${booking.passcode}`, 'Review'],
  ] as const) {
    const { terminal, exit } = await joined(text, '--nick', 'Gert')
    assert.match(await terminal.line(/You are in/), new RegExp(`"${title}"`), text)
    terminal.emit('SIGINT')
    assert.equal(await exit, 0)
  }
  for (const [text, reason, exit] of [
    [
      shareLink(new URL(tester.url), 'aB3dE6gH9kL'),
      /^The link leads to no meeting\. Check that it is complete\.\n$/,
      1,
    ],
    [`${tester.url}/app?roomCode=${roomCode}`, /^This address names a meeting, but admits nobody\./, 2],
  ] as const) {
    const terminal = new FakeTerminal()
    assert.equal(await runJoin([text], terminal), exit)
    assert.match(terminal.errors, reason)
  }
})

test('[TM6] a command that cannot be parsed prints its usage, and the exit code is 2', async () => {
  for (const args of [
    [],
    ['not a link'],
    ['http://x/app?roomCode=1'],
    ['http://x/app?roomCode=1&token=t', '--nik', 'A'],
  ]) {
    const terminal = new FakeTerminal()
    assert.equal(await runJoin(args, terminal), 2)
    assert.match(terminal.errors, /rollcall join <link>/)
  }
  const terminal = new FakeTerminal()
  assert.equal(await runJoin(['http://x/app?roomCode=1&token=t', '--device', 'Fridge'], terminal), 2)
  assert.match(terminal.errors, /^--device must be one of/)
})

test('[TM7] the session continues when the server is restarted', async () => {
  await using first = await startTester()
  const meeting = await openMeeting(first)
  const { terminal, exit } = await joined(await personalLink(first, meeting, BRAM.unionId))
  const [before] = await membersOf(first, meeting)
  const { dataFolder, url } = first
  await first.stop()
  await terminal.line(/Connection lost/)
  await using second = await startTester({ dataFolder, env: { ROLLCALL_PORT: new URL(url).port } })
  await terminal.line(/Connected again/)
  const [after] = await membersOf(second, meeting)
  assert.deepEqual([after?.attendStatus, after?.joinTime], [3, before?.joinTime])
  terminal.emit('SIGINT')
  assert.equal(await exit, 0)
})

/** A link for guests to Ada's meeting, which has a waiting room. */
async function openWaitingRoom(tester: Tester) {
  const startTime = Date.now() + 60_000
  const { body } = await tester.call('POST', '/v1.0/conference/scheduleConferences', {
    body: {
      creatorUnionId: ADA.unionId,
      title: 'Review',
      startTime,
      endTime: startTime + 3_600_000,
      scheduleConfSettingModel: { moziConfVirtualExtraSetting: { waitingRoom: 1 } },
    },
  })
  const { headers } = await fetch(String(body['url']), { redirect: 'manual' })
  return { conferenceId: '', externalLinkUrl: String(headers.get('location')) }
}

test('[TM22] a person who has to wait is told so once and joins when admitted; Ctrl-C and a refusal end the waiting', async () => {
  await using tester = await startTester()
  const meeting = await openWaitingRoom(tester)
  const ada = await joined(await personalLink(tester, meeting, ADA.unionId), '--json')
  const { conference } = JSON.parse(await ada.terminal.line(/"type":"roster"/)) as { conference: Meeting }
  const bram = new FakeTerminal()
  const brams = runJoin([await personalLink(tester, meeting, BRAM.unionId)], bram)
  await bram.line(/ {2}Waiting to be admitted$/)
  const { key } = JSON.parse(await ada.terminal.line(/"type":"waiting"/)) as { key: string }
  assert.equal(key, 'm2')
  const guest = new FakeTerminal()
  const guests = runJoin([meeting.externalLinkUrl, '--nick', 'Gert'], guest)
  await guest.line(/Waiting to be admitted/)
  guest.emit('SIGINT')
  assert.deepEqual([await guests, guest.errors], [0, ''])
  await tester.call('POST', `/v1.0/conference/videoConferences/${conference.conferenceId}/users/invite`, {
    body: { inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
  })
  await bram.line(/You are in/)
  assert.equal(bram.out.match(/Waiting/g)?.length, 1)
  await kick(tester, conference, BRAM.unionId)
  assert.equal(await brams, 3)
  const again = new FakeTerminal()
  const exit = runJoin([await personalLink(tester, meeting, BRAM.unionId)], again)
  await again.line(/Waiting to be admitted/)
  await kick(tester, conference, BRAM.unionId)
  assert.equal(await exit, 1)
  assert.equal(again.errors, 'The host denied your request to join. You can ask again.\n')
  ada.terminal.emit('SIGINT')
  await ada.exit
})
