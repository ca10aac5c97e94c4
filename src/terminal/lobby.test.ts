import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, BRAM, startTester, type Tester } from '../../test/worlds/tester.ts'
import { runLobby } from './lobby.ts'
import { FakeTerminal, membersOf, openMeeting, type Meeting } from './terminal.fixture.ts'

const asBram = ['--corp', 'dingacme', '--user', BRAM.userId, '--password', BRAM.password]

async function waiting(tester: Tester, ...args: string[]) {
  const terminal = new FakeTerminal()
  const exit = runLobby([tester.url, ...asBram, ...args], terminal)
  await Promise.race([terminal.line(/Waiting for calls|"waiting"/), exit])
  return { terminal, exit }
}

const callBram = (tester: Tester, { conferenceId }: Meeting) =>
  tester.call('POST', `/v1.0/conference/videoConferences/${conferenceId}/users/invite`, {
    body: { unionId: ADA.unionId, inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
  })

test('[TM8] the lobby rings; accepting joins, and Ctrl-C leaves', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const { terminal, exit } = await waiting(tester, '--answer', 'accept', '--device', 'iOS')
  await callBram(tester, meeting)
  await terminal.line(/Ada is calling you to "Stand-up"/)
  await terminal.line(/You are in "Stand-up"/)
  await terminal.line(/Bram \(iOS\)/)
  terminal.emit('SIGINT')
  assert.equal(await exit, 0)
  assert.equal((await membersOf(tester, meeting))[0]?.attendStatus, 6)
})

test('[TM9] with an option the lobby declines, or only rings', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const ringing = await waiting(tester, '--json')
  await callBram(tester, meeting)
  assert.match(await ringing.terminal.line(/"ring"/), /"title":"Stand-up","inviter":"Ada"/)
  const declining = await waiting(tester, '--answer', 'decline')
  await declining.terminal.line(/The call stopped ringing: declined/)
  await ringing.terminal.line(/"ring-ended".*"reason":"declined"/)
  assert.equal((await membersOf(tester, meeting))[0]?.attendStatus, 4)
  for (const { terminal, exit } of [ringing, declining]) {
    terminal.emit('SIGTERM')
    assert.equal(await exit, 0)
  }
})

test('[TM10] a person who cannot sign in is told so, and the exit code is 1', async () => {
  await using tester = await startTester()
  const terminal = new FakeTerminal()
  assert.equal(await runLobby([tester.url, ...asBram.slice(0, -1), 'wrong'], terminal), 1)
  assert.equal(terminal.errors, 'Wrong organization, username or password.\n')
})
