import { Apps } from '../service/account/apps.ts'
import { Audit } from '../service/account/audit.ts'
import type { Directory } from '../service/account/directory.ts'
import type { OpenMeetings } from '../service/account/open-meetings.ts'
import { Organizations } from '../service/account/organizations.ts'
import { SettingsOfOrganizations } from '../service/account/organization-settings.ts'
import { People } from '../service/account/people.ts'
import { ScimPeople } from '../service/account/scim-people.ts'
import { ScimTokens } from '../service/account/scim-tokens.ts'
import { PeopleImport } from '../service/account/people-import.ts'
import { Suites } from '../service/account/suites.ts'
import type { SignInEnds } from '../service/account/sign-in-ends.ts'
import type { Adapters } from './adapters.ts'

/** The services with which administrators and operators change the directory. `meetings`: those that people are in. */
export function createAdministration(
  {
    store,
    clock,
    ids,
    secrets,
    opaqueTokens: tokens,
  }: Pick<Adapters, 'store' | 'clock' | 'ids' | 'secrets' | 'opaqueTokens'>,
  {
    directory,
    ends,
    meetings,
    publicUrl,
  }: { directory: Directory; ends: SignInEnds; meetings: OpenMeetings; publicUrl: () => URL },
) {
  const audit = new Audit({ store: store.audit, clock, ids })
  const people = new People({ directory, audit, secrets, ends, meetings, clock, ids })
  return {
    audit,
    people,
    scimPeople: new ScimPeople({ people, directory, ids }),
    scimTokens: new ScimTokens({ store: store.scimTokens, directory, audit, tokens, clock, ids, publicUrl }),
    peopleImport: new PeopleImport({ directory, audit, secrets, ids }),
    apps: new Apps({ directory, audit, secrets, userTokens: store.userTokens, clock, ids }),
    suites: new Suites({ directory, audit, secrets, clock, ids }),
    organizations: new Organizations({ directory, audit, secrets, ids }),
    organizationSettings: new SettingsOfOrganizations({ store: store.settings, directory, audit, clock }),
  }
}
