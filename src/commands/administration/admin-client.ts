import type { AdminAnswer, AdminRequest, AdminSession } from '../../server/admin-request.ts'
import { ProgramError } from '../../terminal/program-io.ts'

/** Parameters of a query. Absent ones are left out. */
export type Query = Readonly<Record<string, string | undefined>>
type Method = AdminRequest['method']

/** Rows that are read in one go. */
const PAGE = '200'

/** Sends the requests of a command. */
export class AdminClient {
  readonly #session: Pick<AdminSession, 'send'>

  constructor(session: Pick<AdminSession, 'send'>) {
    this.#session = session
  }

  /** @throws ProgramError with the reason, if the request is refused */
  async call<Answer>(method: Method, path: string, query: Query = {}, body?: object): Promise<Answer> {
    const json = body && { type: 'application/json', content: JSON.stringify(body) }
    const answer = await this.#send({ method, path: toPath(path, query), ...(json && { body: json }) })
    return JSON.parse(answer.toString()) as Answer
  }

  /** Sends a file. @throws ProgramError as `call` */
  async upload<Answer>(
    method: 'POST' | 'PUT',
    path: string,
    query: Query,
    body: Readonly<{ type: string; content: Buffer }>,
  ): Promise<Answer> {
    return JSON.parse((await this.#send({ method, path: toPath(path, query), body })).toString()) as Answer
  }

  /** @throws ProgramError as `call` */
  download(path: string, query: Query): Promise<Buffer> {
    return this.#send({ method: 'GET', path: toPath(path, query) })
  }

  /** All pages of a list, one after the other. @throws ProgramError as `call` */
  async *pages<Page extends Readonly<{ cursor?: string }>>(path: string, query: Query): AsyncGenerator<Page> {
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const page: Page = await this.call<Page>('GET', path, { ...query, limit: PAGE, cursor })
      yield page
      cursor = page.cursor
    }
  }

  async #send(request: AdminRequest): Promise<Buffer> {
    let answer: AdminAnswer
    try {
      answer = await this.#session.send(request)
    } catch (error) {
      throw new ProgramError(`The server does not answer: ${(error as Error).message}`)
    }
    const { status, body } = answer
    if (status < 300) return body
    throw toRefusal(status, body)
  }
}

/** A refusal in words, with its code. A server of another version may not know the request. */
function toRefusal(status: number, body: Buffer): ProgramError {
  const { code, message } = parse(body)
  if (typeof code !== 'string' || typeof message !== 'string')
    return new ProgramError(`The server answered with status ${status}. Is it another version of Rollcall?`)
  return new ProgramError(`${message} (${code})`)
}

function parse(body: Buffer): Readonly<{ code?: unknown; message?: unknown }> {
  try {
    return (JSON.parse(body.toString()) ?? {}) as object
  } catch {
    return {}
  }
}

function toPath(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
