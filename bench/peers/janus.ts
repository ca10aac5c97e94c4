import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Peer } from '../peers.ts'
import { runProgram, stop } from '../processes.ts'
import { findFreePort } from '../../test/worlds/free-port.ts'
import { untilAnswered } from './answered.ts'

const ROOM = 1
/** Sessions that ask, so that requests do not wait for one another in Janus. */
const READERS = 32
const LIBRARIES = '/usr/lib/x86_64-linux-gnu/janus'

/** Starts Debian's Janus with a video room of `people` participants. `folder`: an empty one for its settings. */
export async function startJanus(folder: string, people: number): Promise<Peer> {
  const port = await findFreePort()
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write(
    'janus.jcfg',
    `general: { configs_folder = "${folder}"; plugins_folder = "${LIBRARIES}/plugins"; transports_folder = "${LIBRARIES}/transports"
  events_folder = "${LIBRARIES}/events"; loggers_folder = "${LIBRARIES}/loggers"; debug_level = 2; session_timeout = 0 }
plugins: { disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so" }
transports: { disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so,libjanus_websockets.so" }
`,
  )
  await write(
    'janus.transport.http.jcfg',
    `general: { json = "compact"; base_path = "/janus"; http = true; port = ${port}; ip = "127.0.0.1"; https = false }\n`,
  )
  await write('janus.plugin.videoroom.jcfg', '')
  const server = runProgram(['janus', '-F', folder, '-C', join(folder, 'janus.jcfg')], 0, { folder })
  const url = `http://127.0.0.1:${port}`
  server.stdout?.resume()
  await untilAnswered(`${url}/janus/info`)

  const send = async (path: string, message: object): Promise<number> => {
    const answer = await fetch(`${url}/janus${path}`, {
      method: 'POST',
      body: JSON.stringify({ transaction: 't', ...message }),
    })
    const { janus, data } = (await answer.json()) as { janus: string; data?: { id: number } }
    if (janus !== 'success' && janus !== 'ack') throw new Error(`Janus answered ${janus}`)
    return data?.id ?? 0
  }
  const openHandle = async (): Promise<string> => {
    const session = `/${await send('', { janus: 'create' })}`
    return `${session}/${await send(session, { janus: 'attach', plugin: 'janus.plugin.videoroom' })}`
  }
  const request = (handle: string, body: object) => send(handle, { janus: 'message', body })
  await request(await openHandle(), { request: 'create', room: ROOM, publishers: people })
  for (let index = 0; index < people; index += 1) {
    await request(await openHandle(), { request: 'join', ptype: 'publisher', room: ROOM, display: `Guest ${index}` })
  }
  const paths: string[] = []
  for (let index = 0; index < READERS; index += 1) paths.push(`/janus${await openHandle()}`)
  const list = { request: 'listparticipants', room: ROOM }
  const body = JSON.stringify({ janus: 'message', transaction: 't', body: list })
  const listed = await fetch(url + paths[0], { method: 'POST', body })
  const { plugindata } = (await listed.json()) as { plugindata: { data: { participants: unknown[] } } }
  if (plugindata.data.participants.length !== people) throw new Error('not all have joined at Janus')
  return { url, paths, body, server, close: () => stop(server) }
}
