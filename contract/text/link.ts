/** What a link to a conference carries: `token` is the guests' secret, `login` a personal pass. */
export type Link = Readonly<{ roomCode: string; token?: string; login?: string }>

const PATH = '/app'
const SHARE_PATH = '/j/'

/** `https://<host>/app?roomCode=<digits>&token=1_<uuid>`, as the contract spells it. */
export function externalLink(
  publicUrl: URL,
  { roomCode, linkToken }: Readonly<{ roomCode: string; linkToken: string }>,
): string {
  return link(publicUrl, { roomCode, token: linkToken })
}

export function personalLink(publicUrl: URL, roomCode: string, login: string): string {
  return link(publicUrl, { roomCode, login })
}

/** `https://<host>/j/<code>`, which leads on to the external link of a booking. */
export function shareLink(publicUrl: URL, code: string): string {
  const url = new URL(publicUrl)
  url.pathname = url.pathname.replace(/\/$/, '') + SHARE_PATH + code
  return url.href
}

/** The code of a link of that form, wherever it leads. */
export function readShareLink(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  return /\/j\/([A-Za-z0-9]+)$/.exec(new URL(text).pathname)?.[1]
}

/** `undefined` if it is not of the form; the host is not looked at, since a server may be known by several. */
export function readLink(text: string): Link | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const roomCode = url.searchParams.get('roomCode')
  if (!url.pathname.endsWith(PATH) || !roomCode) return undefined
  const token = url.searchParams.get('token')
  const login = url.searchParams.get('login')
  return { roomCode, ...(token && { token }), ...(login && { login }) }
}

function link(publicUrl: URL, query: Record<string, string>): string {
  const url = new URL(publicUrl)
  url.pathname = url.pathname.replace(/\/$/, '') + PATH
  url.search = new URLSearchParams(query).toString()
  return url.href
}
