import type { Arrival } from './arrival.ts'

/** What was typed or pasted into "join": a code, however it is grouped, or a link. */
export type JoinInput =
  | { kind: 'empty' }
  | { kind: 'unreadable' }
  /** A link of another server, which cannot be followed here. */
  | { kind: 'elsewhere'; host: string }
  | Extract<Arrival, { kind: 'link' }>
  /** A short link of this server, which alone knows what it leads to. */
  | { kind: 'short-link'; path: string }

const SHORT_LINK = /\/j\/[A-Za-z0-9]{11}$/

/** Finds the link in whatever was pasted around it; `here` is the address of this server. */
export function readJoinInput(text: string, here: string): JoinInput {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  const address = trimmed.match(/https?:\/\/[^\s<>"'，。）)]+/i)?.[0].replace(/[.,;:!?]+$/, '')
  if (address !== undefined) return readAddress(address, here)
  const digits = trimmed.replace(/[\s\-–—.]/g, '')
  return /^\d{1,64}$/.test(digits) ? { kind: 'link', roomCode: digits } : { kind: 'unreadable' }
}

function readAddress(address: string, here: string): JoinInput {
  if (!URL.canParse(address)) return { kind: 'unreadable' }
  const url = new URL(address)
  const roomCode = url.searchParams.get('roomCode')
  const [path] = SHORT_LINK.exec(url.pathname) ?? []
  if (path === undefined && (!url.pathname.endsWith('/app') || !roomCode)) return { kind: 'unreadable' }
  if (url.host !== new URL(here).host) return { kind: 'elsewhere', host: url.host }
  if (path !== undefined) return { kind: 'short-link', path }
  if (!roomCode) return { kind: 'unreadable' }
  const token = url.searchParams.get('token')
  const login = url.searchParams.get('login')
  if (login) return { kind: 'link', roomCode, login }
  return { kind: 'link', roomCode, ...(token && { token }) }
}
