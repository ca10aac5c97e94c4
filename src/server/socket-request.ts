import { once } from 'node:events'
import { request as openRequest, type IncomingMessage } from 'node:http'
import type { AdminAnswer, AdminRequest } from './admin-request.ts'

/** Sends a request through a Unix socket. @throws if the server does not answer */
export async function requestThrough(
  socketPath: string,
  { method, path, body }: AdminRequest,
  headers: Readonly<Record<string, string>>,
): Promise<AdminAnswer> {
  const content = body && Buffer.from(body.content)
  const outgoing = openRequest({
    socketPath,
    method,
    path,
    agent: false,
    headers: {
      ...headers,
      host: 'localhost',
      ...(body && { 'content-type': body.type }),
      ...(content && { 'content-length': content.length }),
    },
  })
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
  outgoing.end(content)
  const [response] = await answered
  outgoing.on('error', () => {}) // the server may refuse a file before it has all of it
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return { status: response.statusCode ?? 0, body: Buffer.concat(parts) }
}
