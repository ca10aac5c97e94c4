import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressPolicy } from './address-policy.ts'

/** Nothing was sent: the address is in a network to which events may not be sent. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError'
}

/** Time for the address and the handshakes. A part of the time that an endpoint has in all. */
const CONNECT_MS = 10_000
/** More than endpoints send whose answers end in time. */
const BYTES_PER_SECOND = 8_388_608

/**
 * Opens connections to allowed addresses only. The addresses of a name are checked in the same lookup that the connection
 * uses, so a name that has another address a moment later leads nowhere else.
 *
 * @param connected is told the origin and the address of each connection before anything is sent over it
 * @param ca certificates that are trusted in place of those of Node
 */
export function guardedConnector(options: {
  allows: AddressPolicy
  lookup: LookupFunction
  connected?: (origin: string, address: string) => void
  ca?: string
}): buildConnector.connector {
  const { allows, lookup, connected, ca } = options
  const open = (isSecure: boolean) =>
    buildConnector({
      timeout: CONNECT_MS,
      allowH2: false,
      lookup: guardedLookup(lookup, (address) => allows(address, isSecure)),
      ...(ca !== undefined && { ca }),
    })
  const [openPlain, openSecure] = [open(false), open(true)]
  return (target, callback) => {
    const isSecure = target.protocol === 'https:'
    // Node looks up no literal, so the lookup does not see it.
    if (isIP(target.hostname) !== 0 && !allows(target.hostname, isSecure)) {
      callback(new AddressRefusedError(`${target.hostname} is not allowed`), null)
      return
    }
    const check: buildConnector.Callback = (...[error, socket]) => {
      if (error) return callback(error, null)
      const refused = refusal(socket, (address) => allows(address, isSecure))
      if (refused) {
        socket.destroy()
        return callback(refused, null)
      }
      limitRate(socket)
      connected?.(`${target.protocol}//${target.host ?? target.hostname}`, socket.remoteAddress ?? '')
      return callback(null, socket)
    }
    return (isSecure ? openSecure : openPlain)(target, check)
  }
}

/** Also for what a parser drops before anybody could count it, such as the extensions of chunks. */
function limitRate(socket: Socket): void {
  let before = 0
  const timer = setInterval(() => {
    if (socket.bytesRead - before > BYTES_PER_SECOND) socket.destroy(new Error('too much was sent'))
    before = socket.bytesRead
  }, 1_000).unref()
  socket.once('close', () => clearInterval(timer))
}

/** Leaves the allowed addresses of a name. */
function guardedLookup(lookup: LookupFunction, allows: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '')
      const addresses = (found as LookupAddress[]).filter(({ address }) => allows(address))
      const [first] = addresses
      if (!first) return callback(new AddressRefusedError(`no address of ${hostname} is allowed`), '')
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  }
}

/** The last word is the address of the connection itself, whatever led to it. */
function refusal({ remoteAddress }: Socket, allows: (address: string) => boolean): Error | undefined {
  if (remoteAddress === undefined) return new Error('the connection was cut')
  return allows(remoteAddress) ? undefined : new AddressRefusedError(`${remoteAddress} is not allowed`)
}
