import type { FastifyInstance } from 'fastify'
import type { Admission } from '../service/entry/admission.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { Conferences } from '../service/control/conferences.ts'
import type { Directory } from '../service/account/directory.ts'
import type { History } from '../service/read/history.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Quality } from '../service/quality/quality.ts'
import type { Heads } from '../service/conduct/heads.ts'
import type { Roster } from '../service/read/roster.ts'
import { cancelScheduleConference } from './bookings/cancel-schedule-conference.ts'
import { closeVideoConference } from './conferences/close-video-conference.ts'
import { cohosts } from './members/cohosts.ts'
import { createAutoLoginUrl } from './conferences/create-auto-login-url.ts'
import { createCustomShortLink } from './bookings/create-custom-short-link.ts'
import { createScheduleConference } from './bookings/create-schedule-conference.ts'
import { createVideoConference } from './conferences/create-video-conference.ts'
import { engineOperations, type EngineUse } from './recording/engine-operations.ts'
import { focus } from './members/focus.ts'
import type { Authorizer } from './gateway/authorize.ts'
import { guardRoutes } from './gateway/hooks.ts'
import { answerUnknownActions, answerUnknownPaths } from './gateway/not-found.ts'
import { answerOptions, collectRoutes } from './gateway/options.ts'
import { getAccessToken } from './tokens/get-access-token.ts'
import { getConfDataByConferenceId } from './queries/get-conf-data-by-conference-id.ts'
import { getConfDetailData } from './queries/get-conf-detail-data.ts'
import { getCorpAccessToken } from './tokens/get-corp-access-token.ts'
import { getHistoryConfDataList } from './queries/get-history-conf-data-list.ts'
import { getToken } from './tokens/get-token.ts'
import { getUser } from './users/get-user.ts'
import { getSuiteAccessToken } from './tokens/get-suite-access-token.ts'
import { getAuthInfo } from './tokens/get-auth-info.ts'
import { createJsapiTicket } from './tokens/create-jsapi-ticket.ts'
import { getSsoAccessToken } from './tokens/get-sso-access-token.ts'
import { getSsoUserInfo } from './tokens/get-sso-user-info.ts'
import { getUserToken } from './tokens/get-user-token.ts'
import { getUserLastMetric } from './quality/get-user-last-metric.ts'
import { getUserMetricData } from './quality/get-user-metric-data.ts'
import { inviteUsers } from './members/invite-users.ts'
import { kickMembers } from './members/kick-members.ts'
import { guardLegacyRoutes } from './gateway/legacy-hooks.ts'
import { legacyGetFailedCallbacks } from './stream/legacy-get-failed-callbacks.ts'
import { legacyGetToken } from './tokens/legacy-get-token.ts'
import { legacyGetUser } from './users/legacy-get-user.ts'
import { legacyGetUserInfo } from './users/legacy-get-user-info.ts'
import { legacyGetUserByUnionId } from './users/legacy-get-user-by-union-id.ts'
import { lockConference } from './conferences/lock-conference.ts'
import { muteAll } from './members/mute-all.ts'
import { muteMembers } from './members/mute-members.ts'
import { openConnection } from './stream/open-connection.ts'
import { queryConferenceInfo } from './conferences/query-conference-info.ts'
import { queryConferenceInfoBatch } from './queries/query-conference-info-batch.ts'
import { queryConferenceInfoByRoomCode } from './queries/query-conference-info-by-room-code.ts'
import { queryConferenceMembers } from './hot-reads/query-conference-members.ts'
import { queryOrgConferenceList } from './queries/query-org-conference-list.ts'
import { queryScheduleConfSettings } from './bookings/query-schedule-conf-settings.ts'
import { queryScheduleConferenceInfo } from './bookings/query-schedule-conference-info.ts'
import { queryScheduleConference } from './bookings/query-schedule-conference.ts'
import { queryUserOngoingConference } from './hot-reads/query-user-ongoing-conference.ts'
import type { RefusingMethod } from '../service/refusals.ts'
import type { RepeatedReads } from './hot-reads/repeated-reads.ts'
import type { Clients } from '../service/account/known-client.ts'
import type { PageTickets } from '../service/account/page-tickets.ts'
import type { SsoTokenIssuer } from '../service/account/sso-token-issuer.ts'
import type { FailedCallbacks } from '../service/subscription/failed-callbacks.ts'
import type { StreamTickets } from '../service/subscription/stream-tickets.ts'
import type { UserTokenIssuer } from '../service/account/user-token-issuer.ts'
import type { TokenIssuer } from '../service/account/token-issuer.ts'
import { updateMemberNick } from './members/update-member-nick.ts'
import { updateScheduleConfSettings } from './bookings/update-schedule-conf-settings.ts'
import { updateScheduleConference } from './bookings/update-schedule-conference.ts'
import { updateVideoConferenceExtInfo } from './conferences/update-video-conference-ext-info.ts'
import { updateVideoConferenceSetting } from './conferences/update-video-conference-setting.ts'

/** What the operations use of the server. Methods that can refuse are here only if `REFUSALS` declares their codes. */
export type DingTalkDeps = {
  heads: Pick<Heads, RefusingMethod<'Heads'>>
  roster: Pick<Roster, RefusingMethod<'Roster'>>
  conferences: Pick<Conferences, RefusingMethod<'Conferences'>>
  admission: Pick<Admission, RefusingMethod<'Admission'> | 'externalLink'>
  directory: Pick<Directory, 'findUserById' | 'findUserByUnionId' | 'listUsersByUnionId' | 'findOrganization'>
  history: Pick<History, RefusingMethod<'History'>>
  bookings: Pick<Bookings, RefusingMethod<'Bookings'> | 'shareLink'>
  quality: Pick<Quality, RefusingMethod<'Quality'>>
  engines: EngineUse
  accessTokens: TokenIssuer & Pick<Clients, 'findClient'>
  pageTickets: PageTickets
  userTokens: UserTokenIssuer
  ssoTokens: SsoTokenIssuer
  streamTickets: Pick<StreamTickets, 'issue'>
  failedCallbacks: Pick<FailedCallbacks, 'take'>
  /** Called only when an operation needs it. */
  publicUrl: () => URL
  /** Recognizes the access tokens of `accessTokens`. */
  authorizer: Authorizer
  /** The fast path of the hot reads, which remembers them. */
  repeats: RepeatedReads
  /** Up to when running durations are certain. */
  clock: Clock
}

/**
 * Registers DingTalk's conference API, its tokens and its legacy operations. They also answer unknown paths, so no other
 * part of the server may set a handler for those.
 */
export function dingtalkApi(app: FastifyInstance, allDeps: DingTalkDeps): void {
  const { accessTokens: tokens, authorizer } = allDeps
  const deps = { ...allDeps, tokens, clients: tokens }
  app.decorateRequest('caller', null)
  app.decorateRequest('holder', null)
  app.decorateRequest('organization', null)

  app.register(async (routes) => {
    const paths = collectRoutes(routes)
    guardRoutes(routes, authorizer)
    queryConferenceMembers(routes, deps)
    queryUserOngoingConference(routes, deps)
    createVideoConference(routes, deps)
    createAutoLoginUrl(routes, deps)
    queryConferenceInfoBatch(routes, deps)
    getHistoryConfDataList(routes, deps)
    queryScheduleConferenceInfo(routes, deps)
    createScheduleConference(routes, deps)
    updateScheduleConference(routes, deps)
    cancelScheduleConference(routes, deps)
    queryScheduleConfSettings(routes, deps)
    updateScheduleConfSettings(routes, deps)
    queryScheduleConference(routes, deps)
    createCustomShortLink(routes, deps)
    queryConferenceInfo(routes, deps)
    closeVideoConference(routes, deps)
    lockConference(routes, deps)
    inviteUsers(routes, deps)
    kickMembers(routes, deps)
    muteMembers(routes, deps)
    muteAll(routes, deps)
    focus(routes, deps)
    cohosts(routes, deps)
    updateMemberNick(routes, deps)
    updateVideoConferenceSetting(routes, deps)
    updateVideoConferenceExtInfo(routes, deps)
    queryOrgConferenceList(routes, deps)
    queryConferenceInfoByRoomCode(routes, deps)
    getConfDataByConferenceId(routes, deps)
    getConfDetailData(routes, deps)
    getUserLastMetric(routes, deps)
    getUserMetricData(routes, deps)
    engineOperations(routes, deps)
    getAccessToken(routes, deps)
    openConnection(routes, deps)
    getCorpAccessToken(routes, deps)
    getToken(routes, deps)
    getSuiteAccessToken(routes, deps)
    getAuthInfo(routes, deps)
    createJsapiTicket(routes, deps)
    getUserToken(routes, deps)
    getSsoAccessToken(routes, deps)
    getSsoUserInfo(routes, deps)
    getUser(routes, deps)
    answerOptions(routes, paths)
  })

  app.register(async (legacy) => {
    const paths = collectRoutes(legacy)
    guardLegacyRoutes(legacy, authorizer)
    answerUnknownPaths(legacy)
    legacyGetToken(legacy, deps)
    legacyGetUser(legacy, deps)
    legacyGetUserByUnionId(legacy, deps)
    legacyGetUserInfo(legacy, deps)
    legacyGetFailedCallbacks(legacy, deps)
    answerOptions(legacy, paths)
  })

  answerUnknownActions(app)
}
