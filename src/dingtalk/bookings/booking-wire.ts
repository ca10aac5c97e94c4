import type { HeldConference } from '../../../contract/dingtalk/booking.ts'
import type { ReadSettingModel, SettingModel } from '../../../contract/dingtalk/booking-settings.ts'
import type { BookingId, UnionId } from '../../conference/identity.ts'
import type { BookingTerms } from '../../conference/terms.ts'
import { BookingError } from '../../service/booking/booking-error.ts'
import type { Booking } from '../../service/booking/booking-ports.ts'
import type { BookingSettings, Bookings } from '../../service/booking/bookings.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'

type Terms = { -readonly [Name in keyof BookingSettings['terms']]: BookingSettings['terms'][Name] }
type App = NonNullable<NonNullable<SettingModel['moziConfVirtualExtraSetting']>['moziConfExtensionAppSettings']>[number]

const MUTE_ON_JOIN: Readonly<Record<BookingTerms['muteOnJoin'], -1 | 0 | 6>> = { always: -1, never: 0, crowd: 6 }
const APPS = 'moziConfExtensionAppSettings'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @throws BookingError `booking-not-found`: no booking has an id of another form */
export function toBookingId(text: string): BookingId {
  if (!UUID.test(text)) throw new BookingError('booking-not-found')
  return text as BookingId
}

/** What creating and querying tell alike. */
export function toBookingModel(booking: Booking, bookings: Pick<Bookings, 'shareLink'>, requestId: string) {
  return {
    requestId,
    scheduleConferenceId: booking.id,
    roomCode: booking.roomCode,
    url: bookings.shareLink(booking),
    phones: [],
  }
}

export function toHeldConference({ id, title, roomCode, startedAt, endedAt }: ConferenceHead): HeldConference {
  return {
    conferenceId: id,
    title,
    roomCode,
    status: endedAt === undefined ? 2 : 1,
    startTime: startedAt,
    ...(endedAt !== undefined && { endTime: endedAt }),
  }
}

/** What a model sets; what nothing here acts on is kept, that of the extra setting beside that of its own objects. */
export function toSettings(model: SettingModel = {}): BookingSettings {
  const { hostUnionId, cohostUnionIds, confAllowedCorpId, lockRoom, muteOnJoin, screenShareForbidden } = model
  const { moziConfOpenRecordSetting, aiAgentSummarySetting, moziConfVirtualExtraSetting = {} } = model
  const { waitingRoom, joinBeforeHost, enableChat, lockNick, lockMediaStatusMicMute, enableWebAnonymousJoin, ...rest } =
    moziConfVirtualExtraSetting
  const terms: Terms = {}
  if (hostUnionId !== undefined) terms.host = hostUnionId as UnionId
  if (cohostUnionIds !== undefined) terms.coHosts = [...new Set(cohostUnionIds)] as UnionId[]
  if (lockRoom !== undefined) terms.locked = lockRoom === 1
  if (muteOnJoin !== undefined) terms.muteOnJoin = muteOnJoin === 0 ? 'never' : muteOnJoin === 6 ? 'crowd' : 'always'
  if (screenShareForbidden !== undefined) terms.sharing = screenShareForbidden === 1 ? 'hosts' : 'everybody'
  if (waitingRoom !== undefined) terms.waitingRoom = waitingRoom === 1
  if (joinBeforeHost !== undefined) terms.beforeHost = joinBeforeHost === 1
  if (enableChat !== undefined) terms.chat = enableChat === 1
  if (lockNick !== undefined) terms.renaming = lockNick === 0
  if (lockMediaStatusMicMute !== undefined) terms.selfUnmuting = lockMediaStatusMicMute === 0
  if (enableWebAnonymousJoin !== undefined) terms.guests = enableWebAnonymousJoin
  return {
    terms,
    ...(confAllowedCorpId !== undefined && { allowedOrganization: confAllowedCorpId }),
    kept: {
      ...rest,
      ...(moziConfOpenRecordSetting && { moziConfOpenRecordSetting }),
      ...(aiAgentSummarySetting && { aiAgentSummarySetting }),
    },
  }
}

export function toSettingModel({ terms, kept, organizationId }: Booking): ReadSettingModel {
  return {
    hostUnionId: terms.host,
    cohostUnionIds: [...terms.coHosts],
    ...(terms.insidersOnly && { confAllowedCorpId: organizationId }),
    lockRoom: Number(terms.locked),
    muteOnJoin: MUTE_ON_JOIN[terms.muteOnJoin],
    screenShareForbidden: Number(terms.sharing === 'hosts'),
    moziConfVirtualExtraSetting: {
      waitingRoom: Number(terms.waitingRoom),
      joinBeforeHost: Number(terms.beforeHost),
      enableChat: Number(terms.chat),
      lockNick: Number(!terms.renaming),
      lockMediaStatusMicMute: Number(!terms.selfUnmuting),
      enableWebAnonymousJoin: terms.guests,
      moziConfExtensionAppSettings: ((kept[APPS] ?? []) as readonly App[]).map(toReadApp),
    },
  }
}

function toReadApp({ coolAppCode, autoOpenMode, extensionAppBizData }: App) {
  return {
    ...(coolAppCode !== undefined && { coolAppCode }),
    ...(autoOpenMode !== undefined && { autoOpenMode: String(autoOpenMode) }),
    ...(extensionAppBizData !== undefined && { extensionAppBizData }),
  }
}
