import { findAddress, LINK_PATH, readLink, readShareLink, SHORT_LINK_PATH } from '../../contract/text/link.ts'

/** A link to a conference: its server, its room code, and the proof that admits the person who has it. */
export type MeetingLink = Readonly<
  { server: URL; roomCode: string } & ({ token: string } | { passcode: string } | { login: string })
>

/** A short link: only its server knows which conference it leads to. */
export type ShortLink = Readonly<{ server: URL; code: string }>

/** Reads a link to a conference. @returns `undefined` if it is none, or has no proof */
export function readMeetingLink(text: string): MeetingLink | undefined {
  const link = readLink(text)
  const url = findAddress(text)
  if (!link || !url || hasCredentials(url)) return undefined
  const server = serverOf(url, LINK_PATH)
  const { roomCode, token, login } = link
  if (login !== undefined) return { server, roomCode, login }
  if (token !== undefined) return { server, roomCode, token }
  const passcode = url.searchParams.get('passcode')
  return passcode === null ? undefined : { server, roomCode, passcode }
}

/** Reads a short link to a conference. @returns `undefined` if it is none */
export function readShortLink(text: string): ShortLink | undefined {
  const code = readShareLink(text)
  const url = findAddress(text)
  return code === undefined || !url || hasCredentials(url)
    ? undefined
    : { server: serverOf(url, SHORT_LINK_PATH + code), code }
}

/** No link of Rollcall has any. They would be sent to the server, and printed. */
function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}

/** The server, which may be mounted below a path, of an address that ends with `path`. */
function serverOf(url: URL, path: string): URL {
  return new URL(url.pathname.slice(0, -path.length) || '/', url)
}
