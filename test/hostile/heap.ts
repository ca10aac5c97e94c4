/** Reads the memory of a process through its inspector, after collecting what is garbage. */
export class HeapProbe implements Disposable {
  readonly #socket: WebSocket
  readonly #answers = new Map<number, (result: Record<string, number>) => void>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: Record<string, number> }
      if (id !== undefined) this.#answers.get(id)?.(result ?? {})
    })
  }

  /** @param url the address that the process prints when it starts with `--inspect` */
  static async open(url: string): Promise<HeapProbe> {
    const socket = new WebSocket(url)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', reject)
    })
    return new HeapProbe(socket)
  }

  /** Bytes in use: objects, and what their buffers hold. */
  async bytes(): Promise<number> {
    await this.#send('HeapProfiler.collectGarbage')
    const { usedSize = 0, backingStorageSize = 0 } = await this.#send('Runtime.getHeapUsage')
    return usedSize + backingStorageSize
  }

  [Symbol.dispose](): void {
    this.#socket.close()
  }

  #send(method: string): Promise<Record<string, number>> {
    const id = ++this.#lastId
    this.#socket.send(JSON.stringify({ id, method }))
    return new Promise((resolve) => this.#answers.set(id, resolve))
  }
}
