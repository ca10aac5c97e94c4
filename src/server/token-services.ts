import { AccessTokens } from '../auth/access-tokens.ts'
import { ClientSecrets } from '../auth/client-secrets.ts'
import { SsoTokens } from '../auth/sso-tokens.ts'
import { UserTokens } from '../auth/user-tokens.ts'
import { Authorizations } from '../service/account/authorizations.ts'
import type { Directory } from '../service/account/directory.ts'
import type { CacheBudget } from '../service/cache-budget.ts'
import { StreamTickets } from '../service/subscription/stream-tickets.ts'
import type { Adapters } from './adapters.ts'

/** The services that give apps tokens, and recognize them. `allowsLoopback`: apps may send people to their own machine. */
export function createTokens(
  { store, clock, secrets, tryLimiter, wideTryLimiter, opaqueTokens: tokens }: Adapters,
  { directory, caches, allowsLoopback }: { directory: Directory; caches: CacheBudget; allowsLoopback: boolean },
) {
  const clientSecrets = new ClientSecrets({ secrets, limiter: tryLimiter, wideLimiter: wideTryLimiter, caches })
  const accessTokens = new AccessTokens({ directory, store: store.tokens, clientSecrets, caches, clock })
  const ssoTokens = new SsoTokens({ directory, store: store.tokens, clientSecrets, clock })
  const userTokens = new UserTokens({ clients: accessTokens, directory, store: store.userTokens, clock })
  const authorizations = new Authorizations({
    clients: accessTokens,
    store: store.userTokens,
    tokens,
    clock,
    allowsLoopback,
  })
  const streamTickets = new StreamTickets({ clients: accessTokens, store: store.streamTickets, tokens, clock })
  return { accessTokens, ssoTokens, userTokens, authorizations, streamTickets }
}
