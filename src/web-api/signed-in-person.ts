import type { Me } from '../../contract/web/types.ts'
import type { Directory } from '../service/account/directory.ts'
import type { SettingsOfOrganizations } from '../service/account/organization-settings.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import type { SignedIn } from '../service/account/web-sessions.ts'

export type MeDeps = {
  directory: Pick<Directory, 'findOrganization'>
  organizationSettings: Pick<SettingsOfOrganizations, 'findLook'>
  signIn: Pick<SignIn, 'tokenOf'>
}

/** What a page knows about the signed-in person. It gets no token while they must change their password. */
export async function toMe(
  { user, session, mustChangePassword }: SignedIn,
  { directory, organizationSettings, signIn }: MeDeps,
): Promise<Me> {
  const organization = await directory.findOrganization(user.organizationId)
  const look = await organizationSettings.findLook(user.organizationId)
  return {
    corpId: user.organizationId,
    organization: organization?.name ?? '',
    ...(look && { look }),
    userId: user.userId,
    unionId: user.unionId,
    name: user.name,
    mustChangePassword,
    hasPassword: user.passwordHash !== undefined,
    ...(user.admin && { admin: true as const }),
    ...(user.operator && { operator: true as const }),
    ...(!mustChangePassword && { personToken: await signIn.tokenOf(user, session.id) }),
  }
}
