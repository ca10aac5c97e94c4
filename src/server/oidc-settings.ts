import type { Readers } from './setting-readers.ts'

/** The OpenID Connect provider of the people of one organization. */
export type OidcConfig = Readonly<{
  issuer: URL
  clientId: string
  clientSecret: string
  organizationId: string
  /** Claim whose value is the name of people in the directory. */
  userClaim: string
  /** The first sign-in of a person makes their account. */
  addsPeople: boolean
  /** Shown on the sign-in button. */
  name: string
}>

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Gives all settings or none. If only some were accepted, the mistake would show at the first sign-in, not at the start. */
export function readOidc({ text, url, oneOf, secret, resolved }: Readers, problems: string[]): OidcConfig | undefined {
  const issuer = url('ROLLCALL_OIDC_ISSUER', ['https:', 'http:'])
  if (issuer?.protocol === 'http:' && !LOOPBACK.has(issuer.hostname)) {
    problems.push('ROLLCALL_OIDC_ISSUER must start with https:// unless it is on this machine')
  }
  const needed = {
    ROLLCALL_OIDC_ISSUER: text('ROLLCALL_OIDC_ISSUER'),
    ROLLCALL_OIDC_CLIENT_ID: text('ROLLCALL_OIDC_CLIENT_ID'),
    ROLLCALL_OIDC_CLIENT_SECRET: secret('ROLLCALL_OIDC_CLIENT_SECRET'),
    ROLLCALL_OIDC_ORGANIZATION: text('ROLLCALL_OIDC_ORGANIZATION'),
  }
  const userClaim = text('ROLLCALL_OIDC_USER_CLAIM')
  const name = text('ROLLCALL_OIDC_NAME')
  const addsPeople = oneOf('ROLLCALL_OIDC_ADD_PEOPLE', ['on', 'off'], 'off') === 'on'
  if (!addsPeople && [...Object.values(needed), userClaim, name].every((value) => value === undefined)) return undefined
  for (const [setting, value] of Object.entries(needed)) {
    if (value === undefined) problems.push(`${setting} is required to sign in with OpenID Connect`)
  }
  if (!issuer) return undefined
  return {
    issuer,
    clientId: needed.ROLLCALL_OIDC_CLIENT_ID ?? '',
    clientSecret: needed.ROLLCALL_OIDC_CLIENT_SECRET ?? '',
    organizationId: needed.ROLLCALL_OIDC_ORGANIZATION ?? '',
    userClaim: resolved('ROLLCALL_OIDC_USER_CLAIM', userClaim ?? 'preferred_username'),
    addsPeople,
    name: resolved('ROLLCALL_OIDC_NAME', name ?? issuer.host),
  }
}
