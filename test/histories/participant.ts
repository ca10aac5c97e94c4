import { io, type Socket } from 'socket.io-client'
import {
  CONFERENCE_NAMESPACE,
  MEAN_METRICS,
  PEAK_METRICS,
  SIGNALING_PATH,
  SIGNALING_VERSION,
} from '../../contract/signaling/constants.ts'
import type { Control } from '../../contract/signaling/control.ts'
import { applyChange, byAppearance, toRoster, type Roster } from '../../client/roster.ts'
import type { Change, Done, MemberView, Snapshot, Welcome } from '../../contract/signaling/types.ts'

const ANSWER_TIMEOUT_MS = 2_000

/** One device of a person in a conference, over a socket that the test controls. */
export class Participant {
  readonly url: string
  /** The person's `unionId`, or the name of a guest. */
  readonly name: string
  #socket: Socket | undefined
  #resumeToken = ''
  #id = ''
  #roster: Roster | undefined

  constructor(url: string, name: string) {
    this.url = url
    this.name = name
  }

  /** `participantId`; `sessionId` of the open API. */
  get id(): string {
    return this.#id
  }

  get isConnected(): boolean {
    return this.#socket?.connected === true
  }

  /** Opens the session with a ticket. @returns the code of the refusal, if there is one */
  async join(ticket: string): Promise<string | undefined> {
    return this.#connect({ ticket })
  }

  /** Continues the session over another connection. @returns the code of the refusal, if there is one */
  async resume(): Promise<string | undefined> {
    return this.#connect({ resume: this.#resumeToken, seq: 0 })
  }

  /** Lets the server hear from this session. */
  async beat(): Promise<void> {
    // No control is like this one, so it is refused, but it counts as a heartbeat.
    if (this.isConnected) await this.#ask('control', {})
  }

  async control(control: Control): Promise<Done> {
    return (await this.#ask('control', control)) as Done
  }

  /** The roster, as the page of this session has it after all changes that the server has sent. */
  get members(): readonly MemberView[] {
    if (!this.#roster) return []
    return byAppearance(new Map([...this.#roster.present, ...this.#roster.past]))
  }

  /** The roster, as the server gives it. All changes before it have arrived then. */
  async snapshot(): Promise<Snapshot | undefined> {
    const answer = (await this.#ask('snapshot')) as { ok: boolean; snapshot?: Snapshot } | undefined
    return answer?.snapshot
  }

  /** Reports a quality. */
  measure(value: number): void {
    const names = [...MEAN_METRICS, ...PEAK_METRICS]
    this.#socket?.emit('quality', Object.fromEntries(names.map((name) => [name, value])))
  }

  async leave(): Promise<void> {
    const socket = this.#socket
    if (!socket?.connected) return
    const closed = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()))
    socket.emit('leave')
    await closed
  }

  /** Cuts the connection without a word. */
  async vanish(): Promise<void> {
    await this.beat()
    this.#socket?.io.engine.close()
  }

  async #ask(name: string, ...values: unknown[]): Promise<unknown> {
    // The connection may be closed at any moment, by the end of the conference or by a newer device.
    return this.#socket
      ?.timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck(name, ...values)
      .catch(() => ({ ok: false }))
  }

  async #connect(auth: object): Promise<string | undefined> {
    const socket: Socket = io(this.url + CONFERENCE_NAMESPACE, {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { version: SIGNALING_VERSION, ...auth },
    })
    this.#socket = socket
    socket.on('change', (change: Change) => {
      this.#roster = this.#roster && applyChange(this.#roster, change)
    })
    const answer = await new Promise<Welcome | string>((resolve) => {
      socket.once('welcome', (welcome: Welcome) => {
        // Before the next message, which may be a change.
        this.#roster = welcome.snapshot && toRoster(welcome.snapshot)
        resolve(welcome)
      })
      socket.once('connect_error', (error) => resolve((error as Error & { data?: { code: string } }).data?.code ?? ''))
      socket.once('closed', ({ reason }: { reason: string }) => resolve(reason))
    })
    if (typeof answer === 'string') {
      socket.disconnect()
      return answer
    }
    this.#resumeToken = answer.resumeToken
    this.#id = answer.participantId
    return undefined
  }
}
