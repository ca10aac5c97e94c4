import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import { ProviderError, type IdentityProvider } from './account-ports.ts'
import type { Directory } from './directory.ts'
import type { User } from './directory-model.ts'
import { localPath } from './local-path.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Passes } from './passes.ts'

/** How long a person may take at the identity provider. */
export const DEPARTURE_LIFE_MS = 10 * 60_000

/** Signing in at the organisation's own identity provider. It knows who comes; who may come is ours to know. */
export class SingleSignOn {
  readonly #provider: IdentityProvider
  readonly #organizationId: OrganizationId
  readonly #directory: Directory
  readonly #passes: Passes
  readonly #clock: Clock
  readonly #back: () => URL
  /** What the provider is called. */
  readonly name: string

  /** `back` is asked each time for the address that the provider sends browsers back to. */
  constructor(deps: {
    provider: IdentityProvider
    name: string
    organizationId: OrganizationId
    directory: Directory
    passes: Passes
    clock: Clock
    back: () => URL
  }) {
    this.#provider = deps.provider
    this.name = deps.name
    this.#organizationId = deps.organizationId
    this.#directory = deps.directory
    this.#passes = deps.passes
    this.#clock = deps.clock
    this.#back = deps.back
  }

  /**
   * Where to send a browser, and the pass that it must bring back. Signed in, it goes on to `to`, if that is a page of
   * this server.
   *
   * @throws ProviderError if the provider does not answer
   */
  async depart(to: string | undefined): Promise<Readonly<{ url: URL; pass: string }>> {
    const { url, departure } = await this.#provider.depart(this.#back())
    const expiresAt = (this.#clock.now() + DEPARTURE_LIFE_MS) as EpochMs
    return { url, pass: await this.#passes.sign({ kind: 'departure', to: localPath(to), ...departure }, expiresAt) }
  }

  /**
   * Whom the provider has sent back, and where he wanted to go; `undefined` for somebody unknown here. `search` is the
   * query that he brings, `pass` what he was given when he went.
   *
   * @throws ProviderError for anything that does not prove who it is
   */
  async arrive(search: string, pass: string | undefined): Promise<Readonly<{ user: User; to: string }> | undefined> {
    const departure = pass === undefined ? undefined : await this.#passes.verify(pass)
    if (departure?.kind !== 'departure') throw new ProviderError('somebody came back who had not been sent')
    const arrived = this.#back()
    arrived.search = search
    const userId = await this.#provider.identify(arrived, departure)
    if (userId === undefined || userId.includes('\0')) return undefined
    const user = await this.#directory.findUserById(this.#organizationId, userId)
    return user && { user, to: departure.to }
  }
}
