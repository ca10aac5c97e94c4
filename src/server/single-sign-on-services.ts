import type { Directory } from '../service/account/directory.ts'
import { FirstSignIns } from '../service/account/first-sign-ins.ts'
import type { People } from '../service/account/people.ts'
import { SingleSignOn } from '../service/account/single-sign-on.ts'
import type { Adapters } from './adapters.ts'
import { signInReturnUrl } from './sign-in-return-url.ts'

/** Sign-in at the identity provider, if there is one. */
export function createSingleSignOn(
  { signInProvider, passes, clock, ids }: Pick<Adapters, 'signInProvider' | 'passes' | 'clock' | 'ids'>,
  { directory, people, publicUrl }: { directory: Directory; people: People; publicUrl: () => URL },
): SingleSignOn | undefined {
  if (!signInProvider) return undefined
  const { organizationId, addsPeople } = signInProvider
  return new SingleSignOn({
    ...signInProvider,
    directory,
    ...(addsPeople && { firstSignIns: new FirstSignIns({ people, organizationId, ids }) }),
    passes,
    clock,
    returnUrl: () => signInReturnUrl(publicUrl()),
  })
}
