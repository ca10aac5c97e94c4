import { rm } from 'node:fs/promises'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { terminalOf } from '../worlds/commands.ts'
import { BRAM, SEED, startTester } from '../worlds/tester.ts'
import { Page } from '../web/page.ts'
import { enter, startMeeting } from '../web/visit.ts'

export const ORG = ['--org', 'dingacme']
export const [acme] = SEED.organizations

/** A data folder of a server with one organization, which runs or is stopped, and a meeting in which Bram was. */
export async function openWorld(state: 'running' | 'stopped', seed: unknown = SEED) {
  const server = await startTester({ seed })
  const bram = new Page(server.url)
  await bram.signIn(BRAM)
  const meeting = await startMeeting(bram, 'Weekly')
  const { body } = await bram.ask('POST', '/api/pass', { body: { roomCode: meeting.roomCode, device: 'Mac' } })
  await (await enter(server.url, body['ticket']))[Symbol.asyncDispose]()
  await server.call('DELETE', `/v1.0/conference/videoConferences/${meeting.conferenceId}?unionId=${BRAM.unionId}`)
  const { dataFolder } = server
  const path = `/api/conferences/${meeting.conferenceId}/attendance?timeZone=Asia/Shanghai&language=en`
  const page = (query: string) => bram.go('GET', bram.address(`${path}${query}`))
  const answers = {
    json: (await (await page('')).json()) as AttendanceAnswer,
    csv: Buffer.from(await (await page('&format=csv')).arrayBuffer()).toString(),
  }
  if (state === 'stopped') await server.stop()
  return {
    server,
    bram,
    dataFolder,
    answers,
    conferenceId: meeting.conferenceId,
    roomCode: meeting.roomCode,
    terminal: terminalOf({ ROLLCALL_DATA: dataFolder }),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
