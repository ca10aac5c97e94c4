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
  /** Of buttons and links, as `#rrggbb`. Absent: that of the program. */
  color?: string
  /** The hash of the logo. Absent: that of the program. */
  logo?: string
}>

/** An image. `type`: its media type. */
export type Logo = Readonly<{ type: string; bytes: Buffer }>

/** What to change. An absent setting stays. `null`: none anymore. */
export type SettingsChanges = Readonly<{
  retentionDays?: number | null
  guests?: boolean
  meetings?: Partial<MeetingDefaults>
  color?: string | null
}>

/** The settings of an organization that chose none. */
export const DEFAULT_SETTINGS: OrganizationSettings = { guests: true, meetings: OPEN_MEETINGS }

/** Stored settings. They are written within `Directory.change`. */
export interface SettingsStore {
  readonly cacheTrust: CacheTrust
  /** Gives `DEFAULT_SETTINGS` if the organization chose none. */
  find(organizationId: OrganizationId): Promise<OrganizationSettings>
  findLogo(hash: string): Promise<Logo | undefined>
}
