import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { DingTalkError } from '../../../contract/dingtalk/envelope.ts'
import { CONTENT_TYPE } from './gateway-errors.ts'

// An import of `node:http` would also load a client for HTTP.
const { STATUS_CODES } = process.getBuiltinModule('node:http')

type Broken = Readonly<{ status: number; code: string; message: string }>

/** DingTalk's answers are not known; these are our own. Without headers there is no preferred language. */
const NO_HTTP: Broken = { status: 400, code: 'BadRequest', message: 'The request is not HTTP that can be read.' }
const NO_HOST: Broken = { status: 400, code: 'BadRequest', message: 'The request has no Host header.' }
const BROKEN: Readonly<Record<string, Broken>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'RequestHeadersTooLarge',
    message: 'The headers of the request are too large.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'RequestTimeout', message: 'The request took too long to arrive.' },
}

/**
 * Answers bytes that Node's parser cannot read as a request, and closes the connection.
 *
 * @returns the status that was sent; `undefined` if the caller is gone
 */
export function answerBrokenRequest(error: Error, socket: Socket, requestid: string): number | undefined {
  const cause = 'code' in error ? String(error.code) : ''
  if (cause === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return undefined
  }
  const { status, code, message } = BROKEN[cause] ?? NO_HTTP
  const body = JSON.stringify({ code, requestid, message } satisfies DingTalkError)
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${CONTENT_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
  socket.destroy() // without waiting, as Node does: the operating system already has the written data
  return status
}

/** Answers an upgrade request that is refused, and closes the connection. */
export function refuseUpgrade(socket: Socket, status: number): void {
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  socket.destroySoon()
}

/** HTTP/1.1 requires a `Host` header. */
export function lacksHost({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.host === undefined && httpVersion === '1.1'
}

/** Answers a request without a `Host` header, and closes the connection. @returns the status that was sent */
export function answerMissingHost(response: ServerResponse, requestid: string): number {
  const { status, code, message } = NO_HOST
  const body = JSON.stringify({ code, requestid, message } satisfies DingTalkError)
  const headers = { 'content-type': CONTENT_TYPE, 'content-length': Buffer.byteLength(body), connection: 'close' }
  response.writeHead(status, headers).end(body)
  return status
}
