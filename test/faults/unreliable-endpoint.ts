import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** What can happen to requests. `late`: they are answered when nobody waits any more. */
export const TROUBLES = ['fails', 'hangs', 'late', 'redirects', 'cuts', 'dies'] as const
export type Trouble = (typeof TROUBLES)[number]

/** Longer than the 15 seconds that a webhook has. */
const LATE_MS = 16_000
const DEAD_MS = 1_500

/** A webhook as it arrived. `isTaken`: it was answered in time with success. */
type Arrived = Readonly<{ id: string; body: string; isTaken: boolean }>

/** An endpoint on this machine that takes webhooks. It gives some of them trouble when it is told to. */
export class UnreliableEndpoint implements AsyncDisposable {
  /** In order of arrival, repeats included. */
  readonly arrived: Arrived[] = []
  /** Ids of the webhooks that were answered in time with success. */
  readonly taken = new Set<string>()
  /** How many requests had each trouble. */
  readonly met = new Map<Trouble, number>()
  readonly #server: Server
  readonly #port: number
  #trouble: Trouble | undefined
  #left = 0
  #isClosed = false

  private constructor(server: Server) {
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
  }

  static async start(): Promise<UnreliableEndpoint> {
    const server = createServer((request, response) => {
      void text(request).then(
        (body) => endpoint.#take(String(request.headers['webhook-id']), body, response),
        () => {}, // the sender was killed
      )
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const endpoint = new UnreliableEndpoint(server)
    return endpoint
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`
  }

  /** Whether requests will have trouble. */
  get isTroubled(): boolean {
    return this.#left > 0
  }

  /** Gives the next `requests` requests this trouble. One that `dies` gives it to all that come meanwhile. */
  suffer(trouble: Trouble, requests: number): void {
    this.#trouble = trouble
    this.#left = requests
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    this.#server.closeAllConnections()
    if (this.#server.listening) await once(this.#server.close(), 'close')
  }

  #take(id: string, body: string, response: ServerResponse): void {
    const isTaken = this.#left === 0
    this.arrived.push({ id, body, isTaken })
    if (isTaken || this.#trouble === undefined) {
      this.taken.add(id)
      response.writeHead(204).end()
      return
    }
    this.#left -= 1
    this.met.set(this.#trouble, (this.met.get(this.#trouble) ?? 0) + 1)
    this.#suffer(this.#trouble, response)
  }

  #suffer(trouble: Trouble, response: ServerResponse): void {
    switch (trouble) {
      case 'fails':
        return void response.writeHead(500).end()
      case 'hangs':
        return
      case 'late':
        return void setTimeout(() => response.writeHead(204).end(), LATE_MS).unref()
      case 'redirects':
        return void response.writeHead(302, { location: this.url }).end()
      case 'cuts':
        return void response.socket?.destroy()
      case 'dies':
        return void this.#die()
    }
  }

  async #die(): Promise<void> {
    this.#left = 0
    this.#server.close()
    this.#server.closeAllConnections()
    await sleep(DEAD_MS)
    if (!this.#isClosed) this.#server.listen(this.#port, '127.0.0.1')
  }
}
