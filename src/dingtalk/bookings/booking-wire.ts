import type { HeldConference } from '../../../contract/dingtalk/booking.ts'
import type { ReadSettingModel, SettingModel } from '../../../contract/dingtalk/booking-settings.ts'
import type { BookingId, UnionId } from '../../conference/identity.ts'
import type { BookingTerms } from '../../conference/terms.ts'
import { BookingError } from '../../service/booking/booking-error.ts'
import type { Booking } from '../../service/booking/booking-ports.ts'
import type { BookingSettings } from '../../service/booking/booking-settings.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'

type App = NonNullable<NonNullable<SettingModel['moziConfVirtualExtraSetting']>['moziConfExtensionAppSettings']>[number]
type Terms = BookingSettings['terms']

/** One setting: its term in a booking, and the conversion in both directions. */
type Setting<Term extends keyof Terms, Wire> = Readonly<{
  term: Term
  read(wire: Wire): BookingTerms[Term]
  write(value: BookingTerms[Term]): Wire
}>
const setting = <Term extends keyof Terms, Wire>(
  term: Term,
  read: (wire: Wire) => BookingTerms[Term],
  write: (value: BookingTerms[Term]) => Wire,
): Setting<Term, Wire> => ({ term, read, write })
type SwitchTerm = 'locked' | 'waitingRoom' | 'beforeHost' | 'chat'
/** On the wire, 1 means that the term applies. */
const onIfOne = (term: SwitchTerm) => setting(term, (wire: number) => wire === 1, Number)
/** On the wire, 1 means that the term does not apply. */
const offIfOne = (term: 'renaming' | 'selfUnmuting') =>
  setting(
    term,
    (wire: number) => wire === 0,
    (value) => Number(!value),
  )

const SETTINGS = {
  hostUnionId: setting(
    'host',
    (wire: string) => wire as UnionId,
    (host) => host,
  ),
  cohostUnionIds: setting(
    'coHosts',
    (wire: string[]) => [...new Set(wire)] as UnionId[],
    (coHosts) => [...coHosts],
  ),
  lockRoom: onIfOne('locked'),
  muteOnJoin: setting(
    'muteOnJoin',
    (wire: -1 | 0 | 6) => (wire === 0 ? 'never' : wire === 6 ? 'crowd' : 'always'),
    (value) => ({ always: -1, never: 0, crowd: 6 } as const)[value],
  ),
  screenShareForbidden: setting(
    'sharing',
    (wire: number) => (wire === 1 ? 'hosts' : 'everybody'),
    (sharing) => Number(sharing === 'hosts'),
  ),
}
/** The settings inside `moziConfVirtualExtraSetting`. */
const EXTRA_SETTINGS = {
  waitingRoom: onIfOne('waitingRoom'),
  joinBeforeHost: onIfOne('beforeHost'),
  enableChat: onIfOne('chat'),
  lockNick: offIfOne('renaming'),
  lockMediaStatusMicMute: offIfOne('selfUnmuting'),
  enableWebAnonymousJoin: setting(
    'guests',
    (wire: boolean) => wire,
    (guests) => guests,
  ),
}
const APPS = 'moziConfExtensionAppSettings'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @throws BookingError `booking-not-found` if the text is not a lower-case UUID, as every booking id is */
export function toBookingId(text: string): BookingId {
  if (!UUID.test(text)) throw new BookingError('booking-not-found')
  return text as BookingId
}

/** The fields that are the same in the answers to creating a booking and to querying one. */
export function toBookingModel(booking: Booking, bookings: Pick<Bookings, 'shareLink'>, requestId: string) {
  return {
    requestId,
    scheduleConferenceId: booking.id,
    roomCode: booking.roomCode,
    url: bookings.shareLink(booking),
    phones: [],
  }
}

/** A conference of a booking on the wire. It is over or in progress. */
export function toBookedConference({ id, title, roomCode, startedAt, endedAt }: ConferenceHead): HeldConference {
  return {
    conferenceId: id,
    title,
    roomCode,
    status: endedAt === undefined ? 2 : 1,
    startTime: startedAt,
    ...(endedAt !== undefined && { endTime: endedAt }),
  }
}

/**
 * Converts the settings of a request. Settings without effect become passive settings, in one flat object. They are
 * `moziConfOpenRecordSetting`, `aiAgentSummarySetting`, and what `moziConfVirtualExtraSetting` contains besides
 * `EXTRA_SETTINGS`. Their names and values stay the same.
 */
export function toSettings(model: SettingModel = {}): BookingSettings {
  const { confAllowedCorpId, moziConfOpenRecordSetting, aiAgentSummarySetting } = model
  const extra = model.moziConfVirtualExtraSetting ?? {}
  const passive = Object.entries(extra).filter(([name]) => !(name in EXTRA_SETTINGS))
  return {
    terms: { ...readTerms(SETTINGS, model), ...readTerms(EXTRA_SETTINGS, extra) },
    ...(confAllowedCorpId !== undefined && { allowedOrganization: confAllowedCorpId }),
    passive: {
      ...Object.fromEntries(passive),
      ...(moziConfOpenRecordSetting && { moziConfOpenRecordSetting }),
      ...(aiAgentSummarySetting && { aiAgentSummarySetting }),
    },
  }
}

/** The settings of a booking on the wire. Of the passive settings, only the extension apps: DingTalk returns no others. */
export function toSettingModel({ terms, passive, organizationId }: Booking): ReadSettingModel {
  return {
    ...writeTerms(SETTINGS, terms),
    ...(terms.insidersOnly && { confAllowedCorpId: organizationId }),
    moziConfVirtualExtraSetting: {
      ...writeTerms(EXTRA_SETTINGS, terms),
      moziConfExtensionAppSettings: ((passive[APPS] ?? []) as readonly App[]).map(toReadApp),
    },
  }
}

type Table = Readonly<Record<string, Setting<never, never>>>

/** Converts the settings that are in `table` to terms. Absent settings give no term. */
function readTerms(table: object, settings: Readonly<Record<string, unknown>>): Terms {
  const read = Object.entries(table as Table).flatMap(([name, { term, read: toTerm }]) =>
    settings[name] === undefined ? [] : [[term, toTerm(settings[name] as never)]],
  )
  return Object.fromEntries(read) as Terms
}

/** Converts `terms` to all settings of `table`. */
function writeTerms<Of extends object>(table: Of, terms: BookingTerms): Written<Of> {
  const written = Object.entries(table as Table).map(([name, { term, write }]) => [name, write(terms[term])])
  return Object.fromEntries(written) as Written<Of>
}
type Written<Of> = { [Name in keyof Of]: Of[Name] extends { write(value: never): infer Wire } ? Wire : never }

function toReadApp({ coolAppCode, autoOpenMode, extensionAppBizData }: App) {
  return {
    ...(coolAppCode !== undefined && { coolAppCode }),
    ...(autoOpenMode !== undefined && { autoOpenMode: String(autoOpenMode) }),
    ...(extensionAppBizData !== undefined && { extensionAppBizData }),
  }
}
