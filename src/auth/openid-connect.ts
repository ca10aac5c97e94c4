import * as client from 'openid-client'
import {
  ProviderError,
  type Departure,
  type IdentityProvider,
  type ProvedPerson,
} from '../service/account/identity-provider.ts'

const TIMEOUT_S = 10

export type OpenIdSettings = Readonly<{
  issuer: URL
  clientId: string
  clientSecret: string
  /** Claim whose value is the name of people in the directory. */
  userClaim: string
  /** Names and addresses of people are needed. */
  addsPeople: boolean
}>

/**
 * An OpenID Connect provider: authorization code with PKCE, state and nonce. Its endpoints are looked up when they are
 * first needed, so a provider that is down does not stop the start.
 */
export function openIdProvider({
  issuer,
  clientId,
  clientSecret,
  userClaim,
  addsPeople,
}: OpenIdSettings): IdentityProvider {
  let found: Promise<client.Configuration> | undefined
  const discover = () => {
    found ??= findProvider(issuer, clientId, clientSecret).catch((cause: unknown) => {
      found = undefined
      throw new ProviderError(`the OpenID Connect provider ${issuer.href} could not be found`, { cause })
    })
    return found
  }

  return {
    async depart(returnUrl) {
      const config = await discover()
      const departure: Departure = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: returnUrl.href,
        scope: 'openid profile email',
        state: departure.state,
        nonce: departure.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(departure.verifier),
        code_challenge_method: 'S256',
      })
      return { url, departure }
    },

    async identify(callbackUrl, { state, nonce, verifier }) {
      const config = await discover()
      try {
        const tokens = await client.authorizationCodeGrant(config, callbackUrl, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const idClaims = tokens.claims()
        if (!idClaims) throw new TypeError('no ID token')
        // Many providers leave the profile out of the ID token.
        const needed = addsPeople ? [userClaim, 'name', 'email'] : [userClaim]
        const isComplete = needed.every((name) => idClaims[name] !== undefined)
        const profile =
          !isComplete && config.serverMetadata().userinfo_endpoint !== undefined
            ? await client.fetchUserInfo(config, tokens.access_token, idClaims.sub)
            : {}
        return personIn({ idClaims, profile }, userClaim)
      } catch (cause) {
        throw new ProviderError('the answer of the OpenID Connect provider does not prove who the person is', { cause })
      }
    },
  }
}

type Claims = Readonly<Record<string, unknown>>

/** An email address that the provider has not verified identifies nobody. `profile`: what the ID token leaves out. */
function personIn(
  { idClaims, profile }: Readonly<{ idClaims: Claims & { iss: string; sub: string }; profile: Claims }>,
  userClaim: string,
): ProvedPerson | undefined {
  const claims: Claims = { ...profile, ...idClaims }
  // Each says it of its own address.
  const { email_verified: isVerified } = idClaims['email'] === undefined ? profile : idClaims
  const isEmail = userClaim === 'email'
  const [userName, name, email] = [textIn(claims, userClaim), textIn(claims, 'name'), textIn(claims, 'email')]
  if (userName === undefined || (isEmail && isVerified === false)) return undefined
  return {
    userName,
    isNameVerified: !isEmail || isVerified === true,
    subject: `${idClaims.iss} ${idClaims.sub}`,
    ...(name !== undefined && { name }),
    ...(email !== undefined && isVerified === true && { email }),
  }
}

function textIn(claims: Claims, key: string): string | undefined {
  const value = claims[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

async function findProvider(issuer: URL, clientId: string, clientSecret: string): Promise<client.Configuration> {
  // Checks the signature of ID tokens. TLS alone does not prove them: a provider on this machine may be without it.
  const checks = [client.enableNonRepudiationChecks]
  const execute = issuer.protocol === 'http:' ? [...checks, client.allowInsecureRequests] : checks
  const options = { execute, timeout: TIMEOUT_S }
  const discovered = await client.discovery(issuer, clientId, clientSecret, undefined, options)
  const metadata = discovered.serverMetadata()
  const methods = metadata.token_endpoint_auth_methods_supported
  // The default of OpenID Connect registration, and of providers that do not publish their methods.
  if (methods !== undefined && !methods.includes('client_secret_basic')) return discovered
  const config = new client.Configuration(metadata, clientId, clientSecret, client.ClientSecretBasic(clientSecret))
  config.timeout = TIMEOUT_S
  for (const apply of execute) apply(config)
  return config
}
