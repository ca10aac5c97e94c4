import type { Routes } from '../dingtalk/gateway/operation.ts'
import { appsApi, type AppsDeps } from './apps.ts'
import { auditApi, type AuditDeps } from './audit.ts'
import { consoleBookingsApi, type ConsoleBookingsDeps } from './console-bookings.ts'
import { consoleLiveApi, type ConsoleLiveDeps } from './console-live.ts'
import { consoleMeetingsApi, type ConsoleMeetingsDeps } from './console-meetings.ts'
import { consoleOverviewApi, type ConsoleOverviewDeps } from './console-overview.ts'
import { firstPasswordsApi, type FirstPasswordsDeps } from './first-passwords.ts'
import { logosApi, type LogosDeps } from './logos.ts'
import { organizationSettingsApi, type OrganizationSettingsDeps } from './organization-settings.ts'
import { organizationsApi, type OrganizationsDeps } from './organizations.ts'
import { peopleImportApi, type PeopleImportDeps } from './people-import.ts'
import { peopleApi, type PeopleDeps } from './people.ts'
import { privacyApi, type PrivacyDeps } from './privacy.ts'
import type { Principals } from './principals.ts'
import { scimTokensApi, type ScimTokensDeps } from './scim-tokens.ts'
import { subscriptionsApi, type SubscriptionsDeps } from './subscriptions.ts'
import { suitesApi, type SuitesDeps } from './suites.ts'

/** What administration uses of the services. */
export type AdministrationDeps = AppsDeps &
  ConsoleBookingsDeps &
  ConsoleLiveDeps &
  ConsoleMeetingsDeps &
  ConsoleOverviewDeps &
  FirstPasswordsDeps &
  LogosDeps &
  OrganizationsDeps &
  OrganizationSettingsDeps &
  PrivacyDeps &
  PeopleImportDeps &
  AuditDeps &
  PeopleDeps &
  ScimTokensDeps &
  SubscriptionsDeps &
  SuitesDeps

/** Serves what administrators and operators request. `principals` says who they are. */
export function administrationApi(web: Routes, deps: AdministrationDeps & { principals: Principals }): void {
  auditApi(web, deps)
  peopleApi(web, deps)
  peopleImportApi(web, deps)
  firstPasswordsApi(web, deps)
  appsApi(web, deps)
  suitesApi(web, deps)
  subscriptionsApi(web, deps)
  organizationsApi(web, deps)
  consoleOverviewApi(web, deps)
  consoleLiveApi(web, deps)
  consoleMeetingsApi(web, deps)
  consoleBookingsApi(web, deps)
  organizationSettingsApi(web, deps)
  scimTokensApi(web, deps)
  logosApi(web, deps)
  privacyApi(web, deps)
}
