import type { PublicEvent } from '../../contract/web/event-types.ts'

/** What stands between two empty lines of a stream. */
export type Block = Readonly<{ id?: string; event?: string; data?: PublicEvent; retry?: string; comment?: string }>

/** Reads server-sent events as a client does. */
export class TestEventStream {
  readonly #reader: ReadableStreamDefaultReader<string>
  readonly #stop = new AbortController()
  #text = ''

  private constructor(body: ReadableStream<string>, stop: AbortController) {
    this.#reader = body.getReader()
    this.#stop = stop
  }

  /** @throws Error with the answer, if it is no stream */
  static async open(url: string, headers: Record<string, string>): Promise<TestEventStream> {
    const stop = new AbortController()
    const response = await fetch(url, { headers, signal: stop.signal })
    const type = response.headers.get('content-type') ?? ''
    if (!type.startsWith('text/event-stream') || !response.body)
      throw new Error(`${response.status} ${await response.text()}`)
    return new TestEventStream(response.body.pipeThrough(new TextDecoderStream() as never), stop)
  }

  /** The next block; `undefined` if the server has ended the stream. */
  async next(): Promise<Block | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n')
      if (end >= 0) {
        const block = this.#text.slice(0, end)
        this.#text = this.#text.slice(end + 2)
        return toBlock(block)
      }
      const { value, done } = await this.#reader.read()
      if (done) return undefined
      this.#text += value
    }
  }

  /** The next event. @throws Error if the stream ends first */
  async nextEvent(): Promise<PublicEvent> {
    for (;;) {
      const block = await this.next()
      if (!block) throw new Error('the stream has ended')
      if (block.data) return block.data
    }
  }

  [Symbol.dispose](): void {
    this.#stop.abort()
    this.#reader.closed.catch(() => {})
  }
}

function toBlock(text: string): Block {
  const fields = text.split('\n').map((line) => {
    const [, name = '', value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? []
    return [name === '' ? 'comment' : name, name === 'data' ? JSON.parse(value) : value]
  })
  return Object.fromEntries(fields)
}
