import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { BRAM, startTester } from '../../test/worlds/tester.ts'
import { runJoin } from './join.ts'
import { FakeTerminal, openMeeting, personalLink } from './terminal.fixture.ts'

test('[QM10] join --quality reports how long the server takes to answer, and nothing else', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const terminal = new FakeTerminal()
  const exit = runJoin([await personalLink(tester, meeting, BRAM.unionId), '--quality'], terminal)
  await Promise.race([terminal.line(/You are in/), exit])
  const path = `/v1.0/conference/videoConferences/${meeting.conferenceId}/lastMetricDatas/query`
  let metric: Record<string, unknown> | undefined
  for (const deadline = Date.now() + 10_000; !metric && Date.now() < deadline; await sleep(20)) {
    const { body } = await tester.call('POST', path, { body: { unionIdList: [BRAM.unionId] } })
    metric = (body['metricMap'] as Record<string, Record<string, unknown>> | undefined)?.[BRAM.unionId]
  }
  assert.deepEqual(Object.keys(metric ?? {}), ['timestamp', 'roundTripTime'])
  assert.match(String(metric?.['roundTripTime']), /^[0-9]+$/)
  terminal.emit('SIGINT')
  assert.equal(await exit, 0)
})

test('[QM10] join without it reports nothing', async () => {
  await using tester = await startTester()
  const meeting = await openMeeting(tester)
  const terminal = new FakeTerminal()
  const exit = runJoin([await personalLink(tester, meeting, BRAM.unionId)], terminal)
  await Promise.race([terminal.line(/You are in/), exit])
  await sleep(1_500) // longer than the server takes to store a report
  const path = `/v1.0/conference/videoConferences/${meeting.conferenceId}/lastMetricDatas/query`
  const { body } = await tester.call('POST', path, { body: { unionIdList: [BRAM.unionId] } })
  assert.deepEqual(body, {})
  terminal.emit('SIGINT')
  assert.equal(await exit, 0)
})
