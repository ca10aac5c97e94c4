import { parseRoomCode } from './room-code.ts'
import { toPlain, withoutInvisible } from './typed.ts'

/** Path of a link to a conference: `/app?roomCode=<digits>`, with `token` or `login`. */
export const LINK_PATH = '/app'
/**
 * Path of short links: `/j/<code>`. A booking has codes of its own; the code of any other meeting is its room code and 65 bits
 * of its secret: `<room code>-<letters and digits>`.
 */
export const SHORT_LINK_PATH = '/j/'

/** Path of the page on which a person chooses a new password by a link. */
export const PASSWORD_PATH = '/password'

/** How many letters and digits a booking's code has, as in DingTalk. These are 65 random bits, so the code is a proof. */
export const SHARE_CODE_LENGTH = 11

const SHORT_LINK = new RegExp(`${SHORT_LINK_PATH}((?:\\d{1,32}-)?[A-Za-z0-9]{${SHARE_CODE_LENGTH}})$`)
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** The secret of a link: `1_` and a UUID. */
const LINK_TOKEN = /^1_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** What a link to a conference carries: `token` is the secret for guests, `login` a pass of one person. */
export type Link = Readonly<{ roomCode: string; token?: string; login?: string }>

/** `https://<host>/app?roomCode=<digits>&token=1_<uuid>`. */
export function externalLink(
  publicUrl: URL,
  { roomCode, linkToken }: Readonly<{ roomCode: string; linkToken: string }>,
): string {
  return link(publicUrl, { roomCode, token: linkToken })
}

/** A link that admits one person. `login`: the pass of that person. */
export function personalLink(
  publicUrl: URL,
  { roomCode, login }: Readonly<{ roomCode: string; login: string }>,
): string {
  return link(publicUrl, { roomCode, login })
}

/** `https://<host>/password#<token>`. Browsers send what follows the `#` to no server, and name it to no other page. */
export function passwordLink(publicUrl: URL, token: string): string {
  const url = pathBelow(publicUrl, PASSWORD_PATH)
  url.hash = token
  return url.href
}

/** `https://<host>/j/<code>`, which redirects to the external link of a booking. */
export function shareLink(publicUrl: URL, code: string): string {
  return pathBelow(publicUrl, SHORT_LINK_PATH + code).href
}

/** The code in the short link of a meeting; `undefined` if its secret is of an older kind. */
export function meetingCode({ roomCode, linkToken }: Readonly<{ roomCode: string; linkToken: string }>) {
  const [, uuid] = LINK_TOKEN.exec(linkToken) ?? []
  if (uuid === undefined) return undefined
  const radix = BigInt(LETTERS.length)
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let letters = ''
  for (let place = 0; place < SHARE_CODE_LENGTH; place += 1) {
    letters += LETTERS[Number(rest % radix)]
    rest /= radix
  }
  return `${roomCode}-${letters}`
}

/** The room code within the code of a short link; `undefined` for a code of a booking. */
export function roomCodeOfCode(code: string): string | undefined {
  return /^(\d{1,32})-/.exec(code)?.[1]
}

/** A web address up to the blank or the punctuation after it. */
const ADDRESS = /https?:\/\/[^\s<>"'，。）)]+/i

/** The first web address in a text that was typed or pasted, without signs that nobody sees; `undefined` if there is none. */
export function findAddress(text: string): URL | undefined {
  const visible = withoutInvisible(text)
  const found = ADDRESS.exec(visible) ?? ADDRESS.exec(toPlain(visible))
  const address = found?.[0].replace(/[.,;:!?]+$/, '')
  return address !== undefined && URL.canParse(address) ? new URL(address) : undefined
}

/** The code of a short link on any host; `undefined` if it is not one. */
export function readShareLink(text: string): string | undefined {
  const url = findAddress(text)
  return url && SHORT_LINK.exec(url.pathname)?.[1]
}

/**
 * What a link to a conference carries. The host is not checked, since a server may have several names.
 *
 * @returns `undefined` if the text is not such a link
 */
export function readLink(text: string): Link | undefined {
  const url = findAddress(text)
  const roomCode = parseRoomCode(url?.searchParams.get('roomCode') ?? '')
  if (!url?.pathname.endsWith(LINK_PATH) || roomCode === undefined) return undefined
  const token = url.searchParams.get('token')
  const login = url.searchParams.get('login')
  return { roomCode, ...(token && { token }), ...(login && { login }) }
}

/** The URL of `path` on a server that may itself be mounted below a path of its host. */
export function pathBelow(server: URL, path: string): URL {
  const url = new URL(server)
  url.pathname = url.pathname.replace(/\/$/, '') + path
  url.search = ''
  return url
}

function link(publicUrl: URL, query: Record<string, string>): string {
  const url = pathBelow(publicUrl, LINK_PATH)
  url.search = new URLSearchParams(query).toString()
  return url.href
}
