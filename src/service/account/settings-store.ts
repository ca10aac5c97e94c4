import type { OrganizationId } from '../../conference/identity.ts'
import { OPEN_MEETINGS, type MeetingDefaults } from '../../conference/terms.ts'
import type { CacheTrust } from '../cache-trust.ts'

/** What the administrators of an organization chose for it. */
export type OrganizationSettings = Readonly<{
  /** After how many days an ended meeting is deleted. Absent: never. */
  retentionDays?: number
  /** People without an account may join meetings. */
  guests: boolean
  meetings: MeetingDefaults
}>

/** What to change. An absent setting stays. `retentionDays: null`: nothing is deleted anymore. */
export type SettingsChanges = Readonly<{
  retentionDays?: number | null
  guests?: boolean
  meetings?: Partial<MeetingDefaults>
}>

/** The settings of an organization that chose none. */
export const DEFAULT_SETTINGS: OrganizationSettings = { guests: true, meetings: OPEN_MEETINGS }

/** Stored settings. They are written within `Directory.change`. */
export interface SettingsStore {
  readonly cacheTrust: CacheTrust
  /** Gives `DEFAULT_SETTINGS` if the organization chose none. */
  find(organizationId: OrganizationId): Promise<OrganizationSettings>
}
