import { LINK_PATH } from '../../contract/web/web.ts'

/** What a link to a conference says: which server, which room, and what proves that its owner may come in. */
export type MeetingLink = Readonly<{ server: URL; roomCode: string } & ({ token: string } | { login: string })>

/** `undefined` if it is no complete link to a conference. */
export function readMeetingLink(text: string): MeetingLink | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || !url.pathname.endsWith(LINK_PATH)) return undefined
  const roomCode = url.searchParams.get('roomCode')
  const token = url.searchParams.get('token')
  const login = url.searchParams.get('login')
  const server = new URL(url.pathname.slice(0, -LINK_PATH.length) || '/', url)
  if (!roomCode) return undefined
  if (login) return { server, roomCode, login }
  return token ? { server, roomCode, token } : undefined
}
