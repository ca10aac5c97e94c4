// Question: how many reads of a roster of 128 per second does Rollcall answer, against the servers that people use for the same
// question today? Janus (`listparticipants` of its video room) and ejabberd (`get_room_occupants` of its HTTP API) are Debian's
// packages, on the same core, one after another in each round.
import type { ChildProcess } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fillConferences } from './fill-database.ts'
import { startEjabberd } from './peers/ejabberd.ts'
import { startJanus } from './peers/janus.ts'
import { stop } from './processes.ts'
import { compare, type Comparison } from './ratio.ts'
import { startRollcall } from './rollcall-server.ts'

const PEOPLE = 128

/** A server whose room has people in it, and the requests that list them. `close` ends it and the connections of the people. */
export type Peer = Readonly<{
  url: string
  paths: string[]
  body: string
  server: ChildProcess
  close: () => Promise<void>
}>

/** Compares the page of all members with what each peer answers. */
export async function benchPeers(
  folder: string,
): Promise<readonly Readonly<{ what: string; target: string; comparison: Comparison }>[]> {
  const dataFolder = await mkdtemp(join(folder, 'peers-'))
  const [id] = await fillConferences(dataFolder, [PEOPLE])
  const running = await startRollcall(dataFolder)
  const ours = {
    server: running.server,
    order: {
      url: running.url,
      headers: running.headers,
      paths: [`/v1.0/conference/videoConferences/${id}/members`],
    },
  }
  const results = []
  try {
    for (const { name, target, start } of [
      { name: "Janus' listparticipants", target: '≥ 8', start: startJanus },
      { name: "ejabberd's get_room_occupants", target: '≥ 20', start: startEjabberd },
    ]) {
      const peer = await start(await mkdtemp(join(folder, 'peer-')), PEOPLE)
      try {
        const { server, close: _, ...request } = peer
        const headers = { 'content-type': 'application/json' }
        const comparison = await compare(ours, { server, order: { ...request, headers }, waits: true })
        results.push({ what: `members, page of ${PEOPLE}, against ${name}`, target, comparison })
      } finally {
        await peer.close()
      }
    }
  } finally {
    await stop(running.server)
  }
  return results
}
