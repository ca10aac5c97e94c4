// Writes through the API of a server until it is ended: telephones are called into conferences, one after the other, and
// one conference is locked and unlocked. Each call writes an event and a row, as a join does.
import { randomInt } from 'node:crypto'
import { setInterval } from 'node:timers/promises'

/** `callsPerSecond`: how many telephones are called, in turn into each of `ids`. `changing` is locked or unlocked twice a second. */
export type WriteOrder = Readonly<{
  url: string
  headers: Record<string, string>
  ids: readonly string[]
  callsPerSecond: number
  changing?: string
}>

const CHANGES_MS = 500

const { url, headers, ids, callsPerSecond, changing } = JSON.parse(process.argv[2] as string) as WriteOrder
process.once('SIGTERM', () => process.exit(0))
await Promise.all([callTelephones(), changing !== undefined && change(changing)])

async function callTelephones(): Promise<void> {
  let called = 0
  for await (const _tick of setInterval(1_000 / callsPerSecond)) {
    const phoneNumber = `+86${randomInt(10 ** 10, 10 ** 11)}`
    void post(`${ids[called % ids.length]}/users/invite`, { phoneInviteeList: [{ phoneNumber }] })
    called += 1
  }
}

async function change(id: string): Promise<void> {
  let isLocked = false
  for await (const _tick of setInterval(CHANGES_MS)) {
    isLocked = !isLocked
    await post(`${id}/lock`, { action: isLocked ? 'lock' : 'unlock' })
  }
}

/** @throws if the answer is not 200, which ends the program */
async function post(path: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/v1.0/conference/videoConferences/${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 200) throw new Error(`${path} gave ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}
