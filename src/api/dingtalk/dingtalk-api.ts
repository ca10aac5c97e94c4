import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admission } from '../../service/admission.ts'
import type { Bookings } from '../../service/bookings.ts'
import type { Conferences } from '../../service/conferences.ts'
import type { Directory } from '../../service/directory.ts'
import type { History } from '../../service/history.ts'
import type { Clock } from '../../service/ports.ts'
import type { Quality } from '../../service/quality.ts'
import type { Roster } from '../../service/roster.ts'
import { cancelScheduleConference } from './cancel-schedule-conference.ts'
import { closeVideoConference } from './close-video-conference.ts'
import { cohosts } from './cohosts.ts'
import { createAutoLoginUrl } from './create-auto-login-url.ts'
import { createCustomShortLink } from './create-custom-short-link.ts'
import { createScheduleConference } from './create-schedule-conference.ts'
import { createVideoConference } from './create-video-conference.ts'
import { engineOperations, type EngineUse } from './engine-operations.ts'
import { focus } from './focus.ts'
import { answerOptions, collectRoutes, guardRoutes, type Authenticate } from './gateway.ts'
import { GATEWAY_ERRORS, refuse } from './gateway-error.ts'
import { getAccessToken } from './get-access-token.ts'
import { getConfDataByConferenceId } from './get-conf-data-by-conference-id.ts'
import { getConfDetailData } from './get-conf-detail-data.ts'
import { getCorpAccessToken } from './get-corp-access-token.ts'
import { getHistoryConfDataList } from './get-history-conf-data-list.ts'
import { getToken } from './get-token.ts'
import { getUserLastMetric } from './get-user-last-metric.ts'
import { getUserMetricData } from './get-user-metric-data.ts'
import { inviteUsers } from './invite-users.ts'
import { kickMembers } from './kick-members.ts'
import { LEGACY_ERRORS, sendLegacy } from './legacy-envelope.ts'
import { guardLegacyRoutes } from './legacy-gateway.ts'
import { legacyGetToken } from './legacy-get-token.ts'
import { legacyGetUser } from './legacy-get-user.ts'
import { legacyGetUserByUnionId } from './legacy-get-user-by-union-id.ts'
import { lockConference } from './lock-conference.ts'
import { muteAll } from './mute-all.ts'
import { muteMembers } from './mute-members.ts'
import { queryConferenceInfo } from './query-conference-info.ts'
import { queryConferenceInfoBatch } from './query-conference-info-batch.ts'
import { queryConferenceInfoByRoomCode } from './query-conference-info-by-room-code.ts'
import { queryConferenceMembers } from './query-conference-members.ts'
import { queryOrgConferenceList } from './query-org-conference-list.ts'
import { queryScheduleConfSettings } from './query-schedule-conf-settings.ts'
import { queryScheduleConferenceInfo } from './query-schedule-conference-info.ts'
import { queryScheduleConference } from './query-schedule-conference.ts'
import { queryUserOngoingConference } from './query-user-ongoing-conference.ts'
import type { RepeatedReads } from './repeated-reads.ts'
import type { Throttle } from './throttle.ts'
import type { TokenIssuer } from './token-issuer.ts'
import { updateMemberNick } from './update-member-nick.ts'
import { updateScheduleConfSettings } from './update-schedule-conf-settings.ts'
import { updateScheduleConference } from './update-schedule-conference.ts'
import { updateVideoConferenceExtInfo } from './update-video-conference-ext-info.ts'
import { updateVideoConferenceSetting } from './update-video-conference-setting.ts'

export type DingTalkDeps = {
  roster: Pick<Roster, 'loadInfo'> &
    Parameters<typeof queryConferenceMembers>[1]['roster'] &
    Parameters<typeof queryUserOngoingConference>[1]['roster']
  conferences: Pick<
    Conferences,
    | 'create'
    | 'close'
    | 'setLocked'
    | 'invite'
    | 'remove'
    | 'setCoHosts'
    | 'setMuted'
    | 'setAllMuted'
    | 'setFocus'
    | 'rename'
    | 'changeSettings'
  >
  admission: Pick<Admission, 'createPersonalLink' | 'externalLink'>
  directory: Pick<Directory, 'findUserById' | 'findUserByUnionId'>
  history: Pick<History, 'listRunning' | 'pageRunning' | 'pageByRoomCode' | 'pageBegun' | 'pageSessions'>
  bookings: Pick<
    Bookings,
    | 'book'
    | 'change'
    | 'cancel'
    | 'load'
    | 'loadSettings'
    | 'changeSettings'
    | 'createShortLink'
    | 'pageHeld'
    | 'shareLink'
  >
  quality: Pick<Quality, 'listLatest' | 'listSeries'>
  engines: EngineUse
  accessTokens: TokenIssuer
  /** Where a repetition of one of the heart reads is looked for before `app` is asked. */
  repeats: RepeatedReads
  clock: Clock
  throttle: Throttle
}

/**
 * DingTalk's conference API, its tokens and the legacy operations around it, with their answers to paths that nobody
 * else answers: so no other part of the server may set a handler for unknown paths.
 */
export function dingtalkApi(app: FastifyInstance, given: DingTalkDeps): void {
  const { accessTokens: tokens } = given
  const authenticate: Authenticate = (token) => tokens.authenticate(token)
  const deps = { ...given, tokens, authenticate }
  app.decorateRequest('actor', null)

  app.register(async (routes) => {
    const paths = collectRoutes(routes)
    guardRoutes(routes, deps)
    queryConferenceMembers(routes, deps)
    queryUserOngoingConference(routes, deps)
    createVideoConference(routes, deps)
    createAutoLoginUrl(routes, deps) // before the paths with `{conferenceId}` in its place
    queryConferenceInfoBatch(routes, deps)
    getHistoryConfDataList(routes, deps)
    queryScheduleConferenceInfo(routes, deps)
    createScheduleConference(routes, deps)
    updateScheduleConference(routes, deps)
    cancelScheduleConference(routes, deps)
    queryScheduleConfSettings(routes, deps) // before `{scheduleConferenceId}` in the place of its `settings`
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
    getCorpAccessToken(routes, deps)
    getToken(routes, deps)
    answerOptions(routes, paths)
  })

  app.register(async (legacy) => {
    const paths = collectRoutes(legacy)
    guardLegacyRoutes(legacy, deps)
    legacy.setErrorHandler(answerUnknownPath) // of an unknown path: the operations have handlers of their own
    legacy.setNotFoundHandler((request, reply) => answerUnknownPath(undefined, request, reply))
    legacyGetToken(legacy, deps)
    legacyGetUser(legacy, deps)
    legacyGetUserByUnionId(legacy, deps)
    answerOptions(legacy, paths)
  })

  app.register(
    async (unknown) => {
      unknown.removeAllContentTypeParsers()
      unknown.setErrorHandler(answerUnknownAction)
      unknown.setNotFoundHandler((request, reply) => answerUnknownAction(undefined, request, reply))
    },
    { prefix: '/v1.0' },
  )
}

/** For Fastify's `frameworkErrors`: a path that cannot be decoded, or is longer than any of ours, is an unknown one. */
export function answerUnreadablePath(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.url?.startsWith('/v1.0/')) answerUnknownAction(error, request, reply)
  else answerUnknownPath(error, request, reply)
}

function answerUnknownAction(_error: unknown, request: FastifyRequest, reply: FastifyReply) {
  return refuse(request, reply, GATEWAY_ERRORS.unknownAction)
}

function answerUnknownPath(_error: unknown, _request: FastifyRequest, reply: FastifyReply) {
  return sendLegacy(reply, LEGACY_ERRORS.unknownPath)
}
