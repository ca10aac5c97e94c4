import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { BookingTerms } from '../../conference/terms.ts'
import type { User } from '../account/directory-entries.ts'
import { BookingError } from './booking-error.ts'
import type { Booking, PassiveSettings } from './booking-ports.ts'

/** The settings to change. Absent ones stay the same. */
export type BookingSettings = Readonly<{
  terms: Partial<Omit<BookingTerms, 'insidersOnly'>>
  /** With the owner's `corpId`, only people of that organization may join. If it is empty, everyone may join. */
  allowedOrganization?: string
  passive: PassiveSettings
}>

/** A booking has at most this many extension apps. DingTalk's limit is not known. */
const MAX_APPS = 10
/** The passive settings that name a person. */
export const PERSON_SETTINGS: readonly string[] = ['cloudRecordOwnerUnionId', 'minutesOwnerUnionId']

/**
 * The terms and passive settings of `booking` after the change.
 *
 * @param loadUser throws if the organization has no such person
 * @throws BookingError if a setting is not allowed
 */
export async function withSettings(
  { organizationId, terms: oldTerms, passive: oldPassive }: Pick<Booking, 'organizationId' | 'terms' | 'passive'>,
  { terms, passive, allowedOrganization }: BookingSettings,
  loadUser: (organizationId: OrganizationId, unionId: UnionId) => Promise<User>,
): Promise<Pick<Booking, 'terms' | 'passive'>> {
  if (terms.host !== undefined) await loadUser(organizationId, terms.host)
  for (const unionId of terms.coHosts ?? []) await loadUser(organizationId, unionId)
  for (const name of PERSON_SETTINGS) if (name in passive) await loadUser(organizationId, passive[name] as UnionId)
  if (allowedOrganization && allowedOrganization !== organizationId) throw new BookingError('organization-wrong')
  const apps = passive['moziConfExtensionAppSettings']
  if (Array.isArray(apps) && apps.length > MAX_APPS) throw new BookingError('too-many-apps')
  const insidersOnly = allowedOrganization === undefined ? oldTerms.insidersOnly : allowedOrganization !== ''
  return { terms: { ...oldTerms, ...terms, insidersOnly }, passive: merged(oldPassive, passive) }
}

/** `before` with `changes`. If a setting is an object in both, the two objects are merged key by key. */
function merged(before: PassiveSettings, changes: PassiveSettings): PassiveSettings {
  const result: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(changes)) {
    const old = result[name]
    result[name] = isObject(old) && isObject(value) ? { ...old, ...value } : value
  }
  return result
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
