/** The state of one sign-in at the provider; needed to verify the provider's answer. */
export type Departure = Readonly<{ state: string; nonce: string; verifier: string }>

/** What the provider says of a person, and has proved that it says. */
export type ProvedPerson = Readonly<{
  /** The name by which the directory knows them. */
  userName: string
  /** `false` if the name is an email address that the provider does not vouch for. */
  isNameVerified: boolean
  /** Issuer and subject, with a blank between them: the person as the provider never changes them. */
  subject: string
  name?: string
  /** Absent unless the provider has verified it. */
  email?: string
}>

/** Signs people in on behalf of this server. */
export interface IdentityProvider {
  /**
   * The URL to send a browser to. The provider sends the browser back to `returnUrl`.
   *
   * @throws ProviderError if the provider does not answer
   */
  depart(returnUrl: URL): Promise<Readonly<{ url: URL; departure: Departure }>>
  /**
   * The person that the provider confirms, if it names one.
   *
   * @param callbackUrl the `returnUrl` of `depart`, with the parameters that the provider added
   * @throws ProviderError if nothing proves who the person is
   */
  identify(callbackUrl: URL, departure: Departure): Promise<ProvedPerson | undefined>
}

/** The identity provider does not answer, or its answer does not prove who the person is. `cause` is for the log only. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}
