import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Welcome } from '../../contract/signaling/types.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'

const PATH = '/v1.0/conference/videoConferences'
const SUMMARY = { roundTripTime: 20.25, lostRate: 0, cameraSendResolutionActual: '320*240' }

async function meet(tester: Tester): Promise<{ id: string; socket: Socket }> {
  const { body } = await tester.call('POST', PATH, { body: { userId: ADA.unionId, confTitle: 'Weekly' } })
  const link = { meetingUrl: body['externalLinkUrl'], unionId: ADA.unionId }
  const { body: made } = await tester.call('POST', `${PATH}/createAutoLoginUrl`, { body: link })
  const { searchParams } = new URL((made['loginInfo'] as { loginUrl: string }).loginUrl)
  const proof = { roomCode: searchParams.get('roomCode'), login: searchParams.get('login'), device: 'Mac' }
  const { body: admitted } = await tester.call('POST', '/api/admission', { body: proof })
  const auth = { version: SIGNALING_VERSION, ticket: admitted['ticket'] }
  const options = { path: SIGNALING_PATH, transports: ['websocket'], reconnection: false, forceNew: true, auth }
  const socket = io(tester.url + CONFERENCE_NAMESPACE, options)
  await new Promise<Welcome>((resolve, reject) => {
    socket.once('welcome', resolve)
    socket.once('connect_error', reject)
  })
  return { id: body['conferenceId'] as string, socket }
}

/** Ada's last sample, as soon as it can be read. */
async function latest(tester: Tester, id: string): Promise<Record<string, unknown>> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20)) {
    const { body } = await tester.call('POST', `${PATH}/${id}/lastMetricDatas/query`, {
      body: { unionIdList: [ADA.unionId] },
    })
    const metric = (body['metricMap'] as Record<string, Record<string, unknown>> | undefined)?.[ADA.unionId]
    if (metric) return metric
  }
  throw new Error('nothing was kept')
}

test('[QM2] [QM4] [QM5] [QM8] [QM11] the quality that a page reports can be read, and survives a stop', async () => {
  await using tester = await startTester()
  const { id, socket } = await meet(tester)
  socket.emit('quality', { roundTripTime: -1 })
  socket.emit('quality', SUMMARY)
  const { timestamp, ...measured } = await latest(tester, id)
  assert.deepEqual(measured, { roundTripTime: '20', lostRate: '0', cameraSendResolutionActual: '320*240' })
  assert.ok(Math.abs(Number(timestamp) - Date.now()) < 60_000)
  const { socket: other, id: otherId } = await meet(tester)
  other.emit('quality', SUMMARY)
  // The server processes the samples before it sends this answer.
  await other.emitWithAck('snapshot')
  await tester.stop()
  socket.close()
  other.close()
  await using again = await startTester({ dataFolder: tester.dataFolder })
  assert.equal((await latest(again, otherId))['roundTripTime'], '20')
  const series = `${PATH}/${id}/metricDatas?beginTime=${timestamp}&endTime=${timestamp}&unionId=${ADA.unionId}`
  const { body } = await again.call('GET', series)
  assert.deepEqual(body, { metricDataList: [{ timestamp, ...measured }] })
  const { body: details } = await again.call('GET', `${PATH}/${id}/details`)
  assert.deepEqual(
    (details['list'] as { networkQuality: string }[]).map(({ networkQuality }) => networkQuality),
    ['3'],
  )
})

test('[QU18] a batch query reports who sends audio and video', async () => {
  await using tester = await startTester()
  const { id, socket } = await meet(tester)
  const mediaStatuses = async () => {
    const { body } = await tester.call('POST', `${PATH}/query`, { body: { conferenceIdList: [id] } })
    const [info] = body['infos'] as { mediaStatus: number; userList: { micStatus: number; cameraStatus: number }[] }[]
    return [info?.mediaStatus, info?.userList.map(({ micStatus, cameraStatus }) => [micStatus, cameraStatus])]
  }
  assert.deepEqual(await mediaStatuses(), [0, [[0, 0]]])
  await socket.emitWithAck('stage', { audio: true, video: false, screen: false })
  assert.deepEqual(await mediaStatuses(), [0, [[2, 1]]])
  await tester.call('POST', `${PATH}/${id}/allMembers/mute`, { body: { action: 'mute', forceMute: true } })
  assert.deepEqual(await mediaStatuses(), [4, [[2, 1]]], 'the host is not muted')
  socket.close()
})
