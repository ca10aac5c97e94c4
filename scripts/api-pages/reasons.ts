import type { ConferenceErrorCode } from '../../src/conference/conference-error.ts'
import type { GATEWAY_ERRORS } from '../../src/dingtalk/gateway/gateway-errors.ts'
import type { LegacyErrorName } from '../../src/dingtalk/gateway/legacy-errors.ts'
import type { TokenRefusal } from '../../src/service/account/token-issuer.ts'
import type { SsoTokenRefusal } from '../../src/service/account/sso-token-issuer.ts'
import type { UserTokenRefusal } from '../../src/service/account/user-token-issuer.ts'
import type { BookingErrorCode } from '../../src/service/booking/booking-error.ts'
import type { EngineErrorCode } from '../../src/service/control/engine-ports.ts'
import type { Texts } from './language.ts'

const text = (en: string, zh: string): Texts => ({ en, 'zh-CN': zh })

/** Default reasons for refusals of conferences and engines. */
const CONFERENCE_REASONS: Readonly<Record<ConferenceErrorCode | EngineErrorCode, Texts>> = {
  'conference-not-found': text('there is no such conference', '会议不存在'),
  'conference-ended': text('the conference has ended', '会议已结束'),
  'conference-locked': text('the conference is locked', '会议已锁定'),
  'host-absent': text('neither the host nor a co-host has joined yet', '主持人和联席主持人都尚未入会'),
  'waiting-room': text('the person would have to wait to be admitted', '该人需要等候准入'),
  'not-permitted': text('another organization owns the conference', '会议属于其他企业'),
  'user-not-found': text(
    'a person in the request is neither in the organization nor on the roster',
    '请求中的某人既不属于本企业也不在成员列表中',
  ),
  'member-not-found': text('a person in the request is not on the roster', '请求中的某人不在成员列表中'),
  'session-not-found': text('the person has no such device in the meeting', '设备不存在'),
  'session-ended': text('the session has ended', '该设备已离会'),
  banned: text('the person was removed and may not rejoin', '该人已被移出且禁止再次入会'),
  'muted-by-host': text('the person may not unmute themselves', '该人不能自行解除静音'),
  'pass-invalid': text('the link leads to no conference of this server', '链接不指向本服务器的会议'),
  'pass-used': text('the link was used before', '链接已被使用'),
  'too-many-tries': text('too many tries failed', '失败次数过多'),
  'too-many-guests': text('too many guests joined from one address', '来自同一地址的访客过多'),
  'guests-full': text('there are too many guests', '访客过多'),
  'recording-engine-not-configured': missing('recording engine', '录制引擎'),
  'live-push-engine-not-configured': missing('live push engine', '推流引擎'),
  'minutes-engine-not-configured': missing('minutes engine', '闪记引擎'),
  'caption-engine-not-configured': missing('caption engine', '字幕引擎'),
  'room-system-engine-not-configured': missing('engine for room systems', '会议室设备引擎'),
}

const BOOKING_REASONS: Readonly<Record<BookingErrorCode, Texts>> = {
  'booking-not-found': text('there is no such booking', '预约不存在'),
  'booking-cancelled': text('the booking is canceled', '预约已取消'),
  'times-wrong': text(
    'the end is not after the start or is in the past, or the times are in seconds',
    '结束时间不晚于开始时间或已过去，或时间以秒为单位',
  ),
  'not-permitted': text('another organization owns the booking', '预约属于其他企业'),
  'not-creator': text('another person made the booking', '预约人是其他人'),
  'user-not-found': text('a person in the request is not in the organization', '请求中的某人不属于本企业'),
  'user-outside': text('the person is of another organization', '该人属于其他企业'),
  'organization-wrong': text('`confAllowedCorpId` is another organization', '`confAllowedCorpId` 是其他企业'),
  'too-many-apps': text('there are more than 10 extension apps', '扩展应用超过 10 个'),
}

const TOKEN_REASONS: Readonly<
  Record<Exclude<TokenRefusal | UserTokenRefusal | SsoTokenRefusal, 'too-many-tries'>, Texts>
> = {
  'code-unknown': text('the code is not of this app, was used, or has expired', '授权码不属于该应用、已被使用或已过期'),
  'refresh-unknown': text(
    'the refresh token is not of this app, or has expired',
    'refreshToken 不属于该应用，或已过期',
  ),
  'client-unknown': text('id and secret do not match', 'ID 与密钥不匹配'),
  'organization-unknown': text('organization and secret do not match', '企业与密钥不匹配'),
  'ticket-invalid': text('another ticket is set for the app', '应用设置的是另一个票据'),
  'not-authorized': text('the app does not work for the organization', '应用未获该企业授权'),
}

/** Reasons by code. All codes of an operation's table belong to one of these families. */
export const FAMILIES: readonly Readonly<Record<string, Texts>>[] = [CONFERENCE_REASONS, BOOKING_REASONS, TOKEN_REASONS]

/** Reasons for refusals before any operation, in the order of the checks. */
export const GATEWAY_REASONS: Readonly<Record<keyof typeof GATEWAY_ERRORS, Texts>> = {
  unknownAction: text(
    'below `/v1.0` there is no such path, or not with this method',
    '`/v1.0` 下没有该路径，或请求方法不对',
  ),
  missingToken: text('the header is absent or empty', '请求头缺失或为空'),
  invalidToken: text('the token is unknown or has expired', '令牌不存在或已过期'),
  expiredUserToken: text('the token is of a person and has expired', '用户令牌已过期'),
  missingScope: text('the app lacks the scope', '应用没有该权限'),
  tooFastForApp: text(
    'more calls of one operation per second than `ROLLCALL_CALLS_PER_SECOND`',
    '每秒对同一接口的调用超过 `ROLLCALL_CALLS_PER_SECOND`',
  ),
  tooFastForSuite: text('the same, for a third-party app, counted per organization', '同上，第三方应用按企业计算'),
  bodyTooLarge: text('the body exceeds `ROLLCALL_BODY_LIMIT_BYTES`', '请求体超过 `ROLLCALL_BODY_LIMIT_BYTES`'),
  missingBody: text(
    'the body is not a JSON object, or its type is not JSON',
    '请求体不是 JSON 对象，或其类型不是 JSON',
  ),
  stopping: text('the server is stopping', '服务器正在停止'),
  unexpected: text('the server failed before any operation', '服务器在执行接口之前出错'),
}

/** Reasons for refusals of the legacy operations. */
export const LEGACY_REASONS: Readonly<Record<LegacyErrorName, Texts>> = {
  invalidToken: text('the token is missing, unknown or expired', '令牌缺失、不存在或已过期'),
  missingScope: text('the app lacks the scope', '应用没有该权限'),
  tooFast: text(
    'more calls of one operation per second than `ROLLCALL_CALLS_PER_SECOND`, or for a token too many wrong secrets',
    '每秒对同一接口的调用超过 `ROLLCALL_CALLS_PER_SECOND`，或获取令牌时错误密钥过多',
  ),
  invalidClient: text('id and secret do not match, or one of them is missing', 'ID 与密钥不匹配，或缺少其一'),
  malformedParameter: text('a parameter is missing or malformed', '参数缺失或格式错误'),
  malformedUserId: text('`userid` is too long', '`userid` 过长'),
  unknownCode: text('the code is not of this app, was used, or has expired', '授权码不属于该应用、已被使用或已过期'),
  unknownUser: text('nobody in the organization has this id', '企业中没有该人员'),
  unknownPath: text('no such path', '没有该路径'),
  busy: text('the server failed', '服务器出错'),
}

/** The reason for the answer to an unexpected error. */
export const UNEXPECTED_REASON = text('the server failed', '服务器出错')
/** For a table that has an answer to bad parameters although no parameter can be bad. */
export const NEVER_REASON = text(
  'never, because no parameter can be wrong; listed for clients that check for it',
  '不会出现：没有可能出错的参数；列出仅供客户端参考',
)

function missing(engine: string, zh: string): Texts {
  return text(`there is no ${engine}: always, if nothing else is wrong`, `没有${zh}：没有其他错误时总是如此`)
}
