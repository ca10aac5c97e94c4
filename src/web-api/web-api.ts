import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import type { Admission } from '../service/entry/admission.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { OwnRooms } from '../service/booking/own-rooms.ts'
import type { OwnBookings } from '../service/booking/own-bookings.ts'
import type { Directory } from '../service/account/directory.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import type { SingleSignOn } from '../service/account/single-sign-on.ts'
import type { WebSessions } from '../service/account/web-sessions.ts'
import type { Authorizer } from '../dingtalk/gateway/authorize.ts'
import type { EventStreams } from '../service/replay/event-streams.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { accountApi } from './account.ts'
import { authorizationApi, type AuthorizationDeps } from './authorization.ts'
import { administrationApi, type AdministrationDeps } from './administration.ts'
import { SIGN_IN_REFUSALS } from './admission.ts'
import { attendanceApi, type AttendanceDeps } from './attendance.ts'
import { pageReaders } from './attendance-readers.ts'
import { consoleServerSettingsApi, type ServerSettingsDeps } from './console-server-settings.ts'
import { consoleSandboxApi, type ConsoleSandboxDeps } from './console-sandbox.ts'
import { listEventsApi, streamEventsApi, type EventsDeps } from './events.ts'
import { appOrPageReaders } from './event-readers.ts'
import { entryApi } from './entry.ts'
import { homeApi, type HomeDeps } from './home.ts'
import { ownBookingsApi } from './own-bookings.ts'
import { ownRoomApi } from './own-room.ts'
import { passwordLinksApi, type PasswordLinkDeps } from './password-links.ts'
import { PageSessions } from './page-sessions.ts'
import { shownLogosApi } from './logos.ts'
import type { SettingsOfOrganizations } from '../service/account/organization-settings.ts'
import { pagePrincipals } from './principals.ts'
import { compileBody, readJson, refuseBy, refuseNul } from './refusal.ts'
import { requireSameOrigin } from './same-origin.ts'
import { sessionApi } from './session.ts'
import { singleSignOnApi } from './single-sign-on.ts'

/** What the requests of pages need. */
export type WebDeps = HomeDeps &
  AdministrationDeps &
  AttendanceDeps &
  AuthorizationDeps &
  EventsDeps &
  PasswordLinkDeps &
  ConsoleSandboxDeps &
  ServerSettingsDeps & {
    organizationSettings: Pick<SettingsOfOrganizations, 'findLook' | 'findLogo'>
    sessions: WebSessions
    authorizer: Authorizer
    eventStreams: EventStreams
    signIn: Pick<SignIn, 'tokenOf'>
    directory: Pick<Directory, 'listOrganizations' | 'findOrganization' | 'pagePeople'>
    bookings: Pick<Bookings, 'cancel' | 'shareLink'>
    ownBookings: Pick<OwnBookings, 'book' | 'change' | 'cancelDate' | 'load' | 'listInvitees' | 'list'>
    ownRooms: OwnRooms
    admission: Pick<Admission, 'admit' | 'preview' | 'externalLink'>
    /** Absent if people sign in by password only. */
    sso?: SingleSignOn
    /** Who helps people with a forgotten password, in words. */
    passwordHelp?: string
    publicUrl: () => URL
  }

/** Serves what our own pages request. The paths are in contract/web/paths.ts. */
export function webApi(app: FastifyInstance, allDeps: WebDeps): void {
  app.register(async (scope) => {
    const web: Routes = scope.withTypeProvider()
    const deps = { ...allDeps, pages: new PageSessions(allDeps) }
    readJson(scope)
    refuseNul(scope)
    await web.register(cookie)
    requireSameOrigin(scope, allDeps.publicUrl)
    web.addHook('onRequest', (_request, reply, done) => {
      reply.header('cache-control', 'no-store')
      done()
    })
    web.setValidatorCompiler(compileBody)
    web.setErrorHandler(refuseBy(SIGN_IN_REFUSALS))
    sessionApi(web, deps)
    accountApi(web, deps)
    passwordLinksApi(web, deps)
    singleSignOnApi(web, deps)
    authorizationApi(web, deps)
    homeApi(web, deps)
    ownBookingsApi(web, deps)
    ownRoomApi(web, deps)
    attendanceApi(web, { ...deps, readers: pageReaders(deps.pages) })
    entryApi(web, deps)
    const readers = appOrPageReaders(deps)
    listEventsApi(web, { ...deps, readers })
    streamEventsApi(web, { ...deps, readers })
    shownLogosApi(web, deps)
    administrationApi(web, { ...deps, principals: pagePrincipals(deps.pages) })
    consoleServerSettingsApi(web, { ...deps, principals: pagePrincipals(deps.pages) })
    const { sandbox } = deps
    if (sandbox) consoleSandboxApi(web, { ...deps, sandbox, principals: pagePrincipals(deps.pages) })
  })
}
