import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { FirstSignIns } from './first-sign-ins.ts'
import { ProviderError, type IdentityProvider, type ProvedPerson } from './identity-provider.ts'
import type { Directory } from './directory.ts'
import { userNameOf, type User } from './directory-entries.ts'
import { localPath } from './local-path.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Passes } from './passes.ts'

/** How long a person may take at the identity provider. */
export const DEPARTURE_LIFE_MS = 10 * 60_000

/** Sign-in at the organization's identity provider, which says who a person is. They also need an account here. */
export class SingleSignOn {
  readonly #provider: IdentityProvider
  readonly #organizationId: OrganizationId
  readonly #directory: Pick<Directory, 'listUsersBy'>
  readonly #firstSignIns: Pick<FirstSignIns, 'add'> | undefined
  readonly #passes: Passes
  readonly #clock: Clock
  readonly #returnUrl: () => URL
  /** The provider's name for people. */
  readonly name: string

  /** `returnUrl` gives the URL that the provider sends browsers back to. */
  constructor(deps: {
    provider: IdentityProvider
    name: string
    organizationId: OrganizationId
    directory: Pick<Directory, 'listUsersBy'>
    /** Absent if only administrators add people. */
    firstSignIns?: Pick<FirstSignIns, 'add'> | undefined
    passes: Passes
    clock: Clock
    returnUrl: () => URL
  }) {
    this.#provider = deps.provider
    this.name = deps.name
    this.#organizationId = deps.organizationId
    this.#directory = deps.directory
    this.#firstSignIns = deps.firstSignIns
    this.#passes = deps.passes
    this.#clock = deps.clock
    this.#returnUrl = deps.returnUrl
  }

  /**
   * The URL to send a browser to, and the pass that the browser must bring back. After the sign-in it goes to `to`, if
   * that is a page of this server.
   *
   * @throws ProviderError if the provider does not answer
   */
  async startSignIn(to: string | undefined): Promise<Readonly<{ url: URL; pass: string }>> {
    const { url, departure } = await this.#provider.depart(this.#returnUrl())
    const expiresAt = (this.#clock.now() + DEPARTURE_LIFE_MS) as EpochMs
    return { url, pass: await this.#passes.sign({ kind: 'departure', to: localPath(to), ...departure }, expiresAt) }
  }

  /** The page that the person asked for in `startSignIn`; `/` if the pass does not tell. */
  async returnPath(pass: string | undefined): Promise<string> {
    const departure = pass === undefined ? undefined : await this.#passes.verify(pass)
    return departure?.kind === 'departure' ? departure.to : '/'
  }

  /**
   * The user that the provider has sent back, and the page to show; `undefined` if the person has no account
   * here, or cannot sign in with it.
   *
   * @param search the query of the request
   * @param pass the pass of `startSignIn`
   * @param address of the browser
   * @throws ProviderError if nothing proves who the person is
   */
  async finishSignIn(
    search: string,
    pass: string | undefined,
    address: string,
  ): Promise<Readonly<{ user: User; to: string }> | undefined> {
    const departure = pass === undefined ? undefined : await this.#passes.verify(pass)
    if (departure?.kind !== 'departure')
      throw new ProviderError('a browser came back that was not sent to the provider')
    const callbackUrl = this.#returnUrl()
    callbackUrl.search = search
    const proved = await this.#provider.identify(callbackUrl, departure)
    if (proved?.userName.includes('\0') !== false) return undefined
    const user = await this.#findOrAdd(proved, address)
    return user && !user.disabled ? { user, to: departure.to } : undefined
  }

  async #findOrAdd(proved: ProvedPerson, address: string): Promise<User | undefined> {
    const found = await this.#find(proved)
    if (found || !this.#firstSignIns) return found
    // Another sign-in of the same person may have added them meanwhile.
    return (await this.#firstSignIns.add(proved, address)) ?? this.#find(proved)
  }

  /**
   * The person with this name, in the same case, or whose first sign-in was by this subject. An account that a first sign-in
   * made is for its subject only, as long as the server has the same provider: the name may have become somebody else's.
   */
  async #find({ userName, subject }: ProvedPerson): Promise<User | undefined> {
    const [sameKey, own] = await Promise.all([
      this.#directory.listUsersBy(this.#organizationId, { by: 'userName', value: userName }),
      this.#directory.listUsersBy(this.#organizationId, { by: 'subject', value: subject }),
    ])
    const issuer = subject.slice(0, subject.indexOf(' ') + 1)
    const [user, ...others] = new Set([...own, ...sameKey.filter((one) => userNameOf(one) === userName)])
    // `own` and `sameKey` have the same person as two objects.
    const isOne = others.every((other) => other.userId === user?.userId)
    const isSomebodyElses = user?.subject?.startsWith(issuer) === true && user.subject !== subject
    return isOne && !isSomebodyElses ? user : undefined
  }
}
