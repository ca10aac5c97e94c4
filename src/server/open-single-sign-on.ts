import { WEB } from '../../contract/web/paths.ts'
import { openIdProvider } from '../auth/openid-connect.ts'
import type { OrganizationId } from '../conference/identity.ts'
import type { Config } from '../config.ts'
import type { Directory } from '../service/account/directory.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Passes } from '../service/account/passes.ts'
import { SingleSignOn } from '../service/account/single-sign-on.ts'

/** Signing in at the identity provider that the settings name, if they name one. Nothing is asked of it yet. */
export function openSingleSignOn(
  { oidc }: Pick<Config, 'oidc'>,
  { publicUrl, ...deps }: { directory: Directory; passes: Passes; clock: Clock; publicUrl: URL },
): SingleSignOn | undefined {
  if (!oidc) return undefined
  const { name, organizationId, ...settings } = oidc
  // Made each time, since the port of a public URL may be known only once the server listens.
  const back = () => {
    const url = new URL(publicUrl)
    url.pathname = url.pathname.replace(/\/$/, '') + WEB.ssoBack
    return url
  }
  const provider = openIdProvider(settings)
  return new SingleSignOn({ ...deps, name, organizationId: organizationId as OrganizationId, provider, back })
}
