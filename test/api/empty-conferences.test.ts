import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinAsGuest } from '../worlds/guest.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'
const EMPTY_END_MS = 2_000
const env = { ROLLCALL_EMPTY_END_MS: String(EMPTY_END_MS), ROLLCALL_NEVER_ENTERED_END_MS: '1000' }

type Row = Record<string, unknown>

async function create({ call }: Tester) {
  const { body } = await call('POST', CONFERENCES, {
    body: { userId: ADA.unionId, confTitle: 'Short', inviteCaller: false },
  })
  return { id: String(body['conferenceId']), link: String(body['externalLinkUrl']) }
}

/** Start, end and length of a conference as every operation tells them, once it has ended. */
async function periods({ call }: Tester, id: string) {
  const info = await eventually(
    async () => (await call('GET', `${CONFERENCES}/${id}`)).body['confInfo'] as Row,
    ({ status }) => status === 1,
    10_000,
  )
  const [data, history, coded] = await Promise.all([
    call('GET', `${CONFERENCES}/${id}/infos?realData=true`),
    call('GET', `${CONFERENCES}/histories/dataLists?startTime=0&endTime=9999999999999&realData=true`),
    call('GET', `/v1.0/conference/roomCodes/${String(info['roomCode'])}/infos`),
  ])
  const inHistory = (history.body['list'] as Row[]).find(({ conferenceId }) => conferenceId === id)
  const [byCode] = coded.body['conferenceList'] as Row[]
  return [info, data.body, inHistory, byCode].map((row) => [
    row?.['startTime'],
    row?.['endTime'],
    row?.['confDuration'] ?? row?.['timeLength'],
  ])
}

test('[DU1] [QU9] [CC7] a conference that ends because it is empty ends with its last leave, in every operation', async () => {
  await using tester = await startTester({ env })
  const { id, link } = await create(tester)
  const lengths: number[] = []
  const readLength = async () => {
    const { body } = await tester.call('GET', `${CONFERENCES}/${id}/infos?realData=true`)
    lengths.push(Number(body['timeLength']))
  }
  await readLength()
  const guest = await joinAsGuest(tester.url, link, 'Guest')
  await readLength()
  await guest.leave()
  const { body } = await tester.call('GET', `${CONFERENCES}/${id}/members`)
  const [{ leaveTime = 0 } = {}] = body['memberModels'] as { leaveTime?: number }[]
  await readLength()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await readLength()
  const found = await periods(tester, id)
  await readLength()
  const start = Number(found[0]?.[0])
  for (const period of found) assert.deepEqual(period, [start, leaveTime, leaveTime - start])
  assert.deepEqual(lengths.slice(2), Array(3).fill(leaveTime - start))
  assert.deepEqual(
    lengths,
    lengths.toSorted((a, b) => a - b),
  )
})

test('[DU2] a conference that nobody ever joined ends with its start, in every operation', async () => {
  await using tester = await startTester({ env })
  const { id } = await create(tester)
  const { body } = await tester.call('GET', `${CONFERENCES}/${id}/infos?realData=true`)
  assert.equal(body['timeLength'], 0)
  const found = await periods(tester, id)
  const start = found[0]?.[0]
  for (const period of found) assert.deepEqual(period, [start, start, 0])
})
