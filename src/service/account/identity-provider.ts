/** The state of one sign-in at the provider; needed to verify the provider's answer. */
export type Departure = Readonly<{ state: string; nonce: string; verifier: string }>

/** Signs people in on behalf of this server. */
export interface IdentityProvider {
  /**
   * The URL to send a browser to. The provider sends the browser back to `returnUrl`.
   *
   * @throws ProviderError if the provider does not answer
   */
  depart(returnUrl: URL): Promise<Readonly<{ url: URL; departure: Departure }>>
  /**
   * The name of the person that the provider confirms, if it names one.
   *
   * @param callbackUrl the `returnUrl` of `depart`, with the parameters that the provider added
   * @throws ProviderError if nothing proves who the person is
   */
  identify(callbackUrl: URL, departure: Departure): Promise<string | undefined>
}

/** The identity provider does not answer, or its answer does not prove who the person is. `cause` is for the log only. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}
