import { spawnSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import type { Peer } from '../peers.ts'
import { runProgram, stop } from '../processes.ts'
import { findFreePort } from '../../test/worlds/free-port.ts'
import { untilAnswered } from './answered.ts'

const HOST = 'localhost'
const SERVICE = `conference.${HOST}`

/** Starts Debian's ejabberd with a room of `people` occupants. `folder`: an empty one for its settings and data. */
export async function startEjabberd(folder: string, people: number): Promise<Peer> {
  const [xmppPort, httpPort] = [await findFreePort(), await findFreePort()]
  await writeFile(
    join(folder, 'ejabberd.yml'),
    `hosts: [${HOST}]
loglevel: error
auth_method: [anonymous]
anonymous_protocol: both
allow_multiple_connections: true
listen:
  - { port: ${xmppPort}, ip: "127.0.0.1", module: ejabberd_c2s, starttls: false, shaper: none }
  - { port: ${httpPort}, ip: "127.0.0.1", module: ejabberd_http, request_handlers: { /api: mod_http_api } }
api_permissions:
  "everybody on this machine": { who: all, what: ["*"] }
modules:
  mod_muc: { access: all, access_create: all, max_users: 1000, default_room_options: { max_users: 1000 } }
  mod_muc_admin: {}
  mod_http_api: {}
`,
  )
  // Debian's script continues as the user ejabberd.
  for (const path of [dirname(folder), folder]) await chmod(path, 0o755)
  const spool = join(folder, 'spool')
  await mkdir(spool)
  spawnSync('chown', ['-R', 'ejabberd', folder])
  const options = ['--config-dir', folder, '--logs', folder, '--spool', spool, '--node', `bench${httpPort}@${HOST}`]
  const control = (command: string) => ['ejabberdctl', ...options, '--config', join(folder, 'ejabberd.yml'), command]
  const server = runProgram(control('foreground'), 0)
  const url = `http://127.0.0.1:${httpPort}`
  server.stdout?.resume()
  await untilAnswered(`${url}/api/status`)

  const sockets: Socket[] = []
  for (let index = 0; index < people; index += 1) sockets.push(await joinRoom(xmppPort, `Guest ${index}`))
  const body = JSON.stringify({ name: 'room', service: SERVICE })
  const path = '/api/get_room_occupants'
  const headers = { 'content-type': 'application/json' }
  const listed = await fetch(url + path, { method: 'POST', headers, body })
  const occupants = (await listed.json()) as unknown[]
  if (occupants.length !== people) throw new Error('not all have joined at ejabberd')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    const [command = '', ...args] = control('stop')
    spawnSync(command, args)
    await stop(server)
  }
  return { url, paths: [path], body, server, close }
}

/** Signs in without an account and enters the room. Resolves once the room has confirmed it. */
async function joinRoom(port: number, nick: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  let received = ''
  let arrived = () => {}
  socket.on('data', (bytes) => {
    received += bytes.toString()
    arrived()
  })
  const failed = new Promise<never>((_resolve, reject) => socket.once('error', reject))
  const send = async (text: string, answer: string) => {
    received = ''
    socket.write(text)
    while (!received.includes(answer)) {
      await Promise.race([new Promise<void>((resolve) => (arrived = resolve)), failed])
    }
  }
  const stream = `<stream:stream to='${HOST}' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`
  await send(stream, '</stream:features>')
  await send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", '<success')
  await send(stream, '</stream:features>')
  await send("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", "id='b'")
  const to = `room@${SERVICE}/${nick}`
  await send(`<presence to='${to}'><x xmlns='http://jabber.org/protocol/muc'/></presence>`, "code='110'")
  socket.on('data', () => (received = '')) // the presence of everybody else
  return socket
}
