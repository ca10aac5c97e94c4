import type { UnionId } from '../../conference/identity.ts'
import type { SignInEnds } from '../account/sign-in-ends.ts'
import type { OutboxWatch } from '../outbox/outbox-watch.ts'
import type { EventReader } from './event-reader.ts'
import { ReplayError } from './replay-error.ts'

/** Streams of one app or person to one server. */
const MAX_STREAMS = 10

/** A reader that waits for events. Disposing ends it. */
export type EventStream = Disposable &
  Readonly<{
    /** The server stops. */
    isEnding: boolean
    /** Resolves once there is something to look at since it resolved last: new events, a sign-out, the end. */
    woken(): Promise<void>
    /** Makes it look, for a reason of its own. */
    wake(): void
  }>

/** The readers of this server that follow events live. It holds no event: each reader reads at its own pace. */
export class EventStreams {
  readonly #watch: Pick<OutboxWatch, 'subscribe'>
  readonly #open = new Map<string, Set<OpenStream>>()
  #isStopping = false

  constructor(deps: { watch: Pick<OutboxWatch, 'subscribe'>; ends: Pick<SignInEnds, 'subscribe'> }) {
    this.#watch = deps.watch
    deps.ends.subscribe((unionId) => this.#wakeAll((stream) => stream.unionId === unionId))
  }

  /** @throws ReplayError `too-many-streams` */
  open(reader: EventReader): EventStream {
    const own = this.#open.get(reader.id) ?? new Set()
    if (own.size >= MAX_STREAMS) throw new ReplayError('too-many-streams')
    const stream = new OpenStream(reader, {
      watch: this.#watch,
      isStopping: () => this.#isStopping,
      onClose: (closed) => {
        own.delete(closed)
        if (own.size === 0) this.#open.delete(reader.id)
      },
    })
    this.#open.set(reader.id, own.add(stream))
    return stream
  }

  /** Makes every stream end, also those that are opened later. */
  stop(): void {
    this.#isStopping = true
    this.#wakeAll(() => true)
  }

  #wakeAll(isMeant: (stream: OpenStream) => boolean): void {
    for (const streams of this.#open.values()) for (const stream of streams) if (isMeant(stream)) stream.wake()
  }
}

class OpenStream implements EventStream {
  readonly unionId: UnionId | undefined
  readonly #isStopping: () => boolean
  readonly #onClose: (stream: OpenStream) => void
  readonly #subscription: Disposable
  #isWoken = false
  #resolve: (() => void) | undefined

  constructor(
    { unionId, organizationId }: EventReader,
    deps: {
      watch: Pick<OutboxWatch, 'subscribe'>
      isStopping: () => boolean
      onClose: (stream: OpenStream) => void
    },
  ) {
    this.unionId = unionId
    this.#isStopping = deps.isStopping
    this.#onClose = deps.onClose
    this.#subscription = deps.watch.subscribe(organizationId, () => this.wake())
  }

  get isEnding(): boolean {
    return this.#isStopping()
  }

  async woken(): Promise<void> {
    if (!this.#isWoken) await new Promise<void>((resolve) => (this.#resolve = resolve))
    this.#isWoken = false
  }

  wake(): void {
    this.#isWoken = true
    this.#resolve?.()
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]()
    this.#onClose(this)
  }
}
