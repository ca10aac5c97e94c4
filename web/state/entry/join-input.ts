import { findAddress, readLink, readShareLink, SHORT_LINK_PATH } from '../../../contract/text/link.ts'
import { parseRoomCode } from '../../../contract/text/room-code.ts'
import { toPlain } from '../../../contract/text/typed.ts'
import type { Arrival } from '../meeting/arrival.ts'

/** What the person typed or pasted into the join field: a room code in any grouping, or a link. */
export type JoinInput =
  | { kind: 'empty' }
  | { kind: 'unreadable' }
  /** A link of another server, which cannot be opened here. */
  | { kind: 'elsewhere'; host: string }
  | Extract<Arrival, { kind: 'link' }>
  /** A short link of this server, which only the server can resolve. */
  | { kind: 'short-link'; path: string }

/** Finds a link or a code in a text. `here` is the address of this server. */
export function readJoinInput(text: string, here: string): JoinInput {
  if (toPlain(text) === '') return { kind: 'empty' }
  const address = findAddress(text)
  if (address) return readAddress(address, here)
  const roomCode = parseRoomCode(text)
  return roomCode === undefined ? { kind: 'unreadable' } : { kind: 'link', roomCode }
}

function readAddress({ href, host }: URL, here: string): JoinInput {
  const link = readLink(href)
  const code = readShareLink(href)
  if (!link && code === undefined) return { kind: 'unreadable' }
  if (host !== new URL(here).host) return { kind: 'elsewhere', host }
  if (code !== undefined) return { kind: 'short-link', path: SHORT_LINK_PATH + code }
  if (!link) return { kind: 'unreadable' }
  const { roomCode, token, login } = link
  if (login !== undefined) return { kind: 'link', roomCode, login }
  return { kind: 'link', roomCode, ...(token !== undefined && { token }) }
}
