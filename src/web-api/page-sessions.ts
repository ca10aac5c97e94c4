import type { FastifyReply, FastifyRequest } from 'fastify'
import { AccountError } from '../service/account/account-error.ts'
import { WEB_SESSION_LIFE_MS, type SignedIn, type WebSessions } from '../service/account/web-sessions.ts'
import { DEPARTURE_LIFE_MS } from '../service/account/single-sign-on.ts'

/** Names of the cookies. `departure` identifies a browser that is at the identity provider. */
const NAMES = { session: 'rollcall', departure: 'rollcall-departure' } as const
type Kind = keyof typeof NAMES
/** How long a browser keeps each cookie. */
const LIVES_MS: Record<Kind, number> = { session: WEB_SESSION_LIFE_MS, departure: DEPARTURE_LIFE_MS }

/** Identifies the person of a request by its cookie. */
export class PageSessions {
  readonly #sessions: Pick<WebSessions, 'find' | 'close'>
  readonly #publicUrl: () => URL

  constructor(deps: { sessions: Pick<WebSessions, 'find' | 'close'>; publicUrl: () => URL }) {
    this.#sessions = deps.sessions
    this.#publicUrl = deps.publicUrl
  }

  /** The person who is signed in at the browser. If their session was extended, so is the cookie. */
  async find(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | undefined> {
    const token = this.read(request, 'session')
    const signedIn = token === undefined ? undefined : await this.#sessions.find(token)
    if (token !== undefined && signedIn?.isExtended) this.keep(request, reply, { kind: 'session', value: token })
    return signedIn
  }

  /** @throws AccountError `signed-out` */
  async load(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn> {
    const signedIn = await this.find(request, reply)
    if (!signedIn) throw new AccountError('signed-out')
    return signedIn
  }

  /**
   * As `load`, for requests that are refused until the person has replaced a temporary password.
   *
   * @throws AccountError `signed-out`, `password-must-change`
   */
  async loadWithChosenPassword(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn> {
    const signedIn = await this.load(request, reply)
    if (signedIn.mustChangePassword) throw new AccountError('password-must-change')
    return signedIn
  }

  /** Signs the browser in with `token`; its former session ends. */
  async replace(request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
    const former = await this.find(request, reply)
    if (former) await this.#sessions.close(former, former.session.id)
    this.keep(request, reply, { kind: 'session', value: token })
  }

  /** The value of a cookie of the request; `undefined` if it is absent or empty. */
  read(request: FastifyRequest, kind: Kind): string | undefined {
    return request.cookies[this.#nameOf(request, kind)] || undefined
  }

  /** Sets a cookie with its full lifetime. */
  keep(request: FastifyRequest, reply: FastifyReply, { kind, value }: { kind: Kind; value: string }): void {
    reply.setCookie(this.#nameOf(request, kind), value, {
      ...this.#traits(request),
      maxAge: Math.floor(LIVES_MS[kind] / 1_000),
    })
  }

  /** Makes the browser delete a cookie. */
  drop(request: FastifyRequest, reply: FastifyReply, kind: Kind): void {
    reply.setCookie(this.#nameOf(request, kind), '', { ...this.#traits(request), maxAge: 0 })
  }

  #traits(request: FastifyRequest) {
    return { httpOnly: true, sameSite: 'lax', path: '/', secure: this.#isSecure(request) } as const
  }

  /** With the prefix, a browser accepts the cookie only from this host and only over https. */
  #nameOf(request: FastifyRequest, kind: Kind): string {
    return this.#isSecure(request) ? `__Host-${NAMES[kind]}` : NAMES[kind]
  }

  /** Whether the browser uses https. Behind a trusted proxy, `protocol` is what the proxy says. */
  #isSecure(request: FastifyRequest): boolean {
    return this.#publicUrl().protocol === 'https:' || request.protocol === 'https'
  }
}
