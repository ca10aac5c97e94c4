/** A request of a command. `path`: with its query. */
export type AdminRequest = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body?: Readonly<{ type: string; content: string | Buffer }>
}>

export type AdminAnswer = Readonly<{ status: number; body: Buffer }>

/** Answers the requests of commands: by the server that runs, or from the data of a stopped one. */
export type AdminSession = AsyncDisposable &
  Readonly<{
    /** It holds the data: no server can start until it is disposed. */
    isExclusive: boolean
    send(request: AdminRequest): Promise<AdminAnswer>
  }>
