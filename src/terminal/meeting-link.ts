import { findAddress, LINK_PATH, readLink } from '../../contract/text/link.ts'

/** A link to a conference: its server, its room code, and the proof that admits the person who has it. */
export type MeetingLink = Readonly<{ server: URL; roomCode: string } & ({ token: string } | { login: string })>

/** Reads a link to a conference. @returns `undefined` if it is none, or has no proof */
export function readMeetingLink(text: string): MeetingLink | undefined {
  const link = readLink(text)
  const url = findAddress(text)
  if (!link || !url) return undefined
  const server = new URL(url.pathname.slice(0, -LINK_PATH.length) || '/', url)
  const { roomCode, token, login } = link
  if (login !== undefined) return { server, roomCode, login }
  return token === undefined ? undefined : { server, roomCode, token }
}
