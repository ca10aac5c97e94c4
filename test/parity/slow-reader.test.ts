import assert from 'node:assert/strict'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { test } from 'node:test'
import type { EpochMs } from '../../src/conference/identity.ts'
import type { RosterPage } from '../../src/service/read/read-model.ts'
import { CONFERENCE, member, stubApi } from '../../src/dingtalk/gateway/stub-api.fixture.ts'

const BEGUN = 1_780_000_000_000
/** Some 10 MB, far more than the sockets between the two ends hold. */
const MEMBERS = 40_000

const page: RosterPage = {
  conferenceId: CONFERENCE,
  members: Array.from({ length: MEMBERS }, (_each, index) =>
    member({ seq: index + 1, status: 3, since: BEGUN as EpochMs, joinedAt: BEGUN as EpochMs }),
  ),
  total: MEMBERS,
}

for (const isRepeated of [false, true]) {
  const which = isRepeated ? 'a repetition' : 'the first answer'

  test(`[MB7] a slow reader of ${which} gets the durations of one moment, while others get later ones`, async () => {
    let now = BEGUN + 999_999
    await using api = stubApi({ now: () => now, roster: { listMembers: () => page } })
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as AddressInfo
    if (isRepeated) await (await fetch(`http://127.0.0.1:${port}${PATH}`, { headers: HEADERS })).arrayBuffer()

    const slow = connect(port, '127.0.0.1')
    slow.write(requestText())
    const beginning = await someOf(slow)
    for (let passed = 1; passed <= 5; passed += 1) {
      now = BEGUN + 999_999 + passed * 1_000
      const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, { headers: HEADERS })
      assert.deepEqual(durationsIn(await answer.text()), [999_999 + passed * 1_000])
    }
    const text = Buffer.concat([beginning, ...(await slow.toArray())] as Buffer[]).toString()
    assert.deepEqual(durationsIn(text.slice(text.indexOf('\r\n\r\n'))), [999_999])
  })

  test(`[MB7] a reader of ${which} that hangs up halfway does not affect later answers`, async () => {
    let now = BEGUN
    await using api = stubApi({ now: () => now, roster: { listMembers: () => page } })
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as AddressInfo
    if (isRepeated) await (await fetch(`http://127.0.0.1:${port}${PATH}`, { headers: HEADERS })).arrayBuffer()
    for (let round = 1; round <= 3; round += 1) {
      const gone = connect(port, '127.0.0.1')
      gone.write(requestText())
      await someOf(gone)
      gone.destroy()
      now = BEGUN + round
      const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, { headers: HEADERS })
      assert.deepEqual(durationsIn(await answer.text()), [round])
    }
  })
}

const PATH = `/v1.0/conference/videoConferences/${CONFERENCE}/members?maxResults=${MEMBERS}`
const HEADERS = { 'x-acs-dingtalk-access-token': 'app' }

function requestText(): string {
  return `GET ${PATH} HTTP/1.1\r\nHost: x\r\nx-acs-dingtalk-access-token: app\r\nConnection: close\r\n\r\n`
}

/** The first bytes; what follows stays in the sockets until somebody reads on. */
function someOf(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('data', (bytes: Buffer) => {
      socket.pause()
      resolve(bytes)
    })
  })
}

function durationsIn(body: string): number[] {
  const { memberModels } = JSON.parse(body) as { memberModels: { duration: number }[] }
  assert.equal(memberModels.length, MEMBERS)
  return [...new Set(memberModels.map(({ duration }) => duration))]
}
