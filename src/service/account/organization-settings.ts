import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { Directory } from './directory.ts'
import type { Principal } from './principal.ts'
import { requireAdministrator } from './roles.ts'
import { toAccent, type Accent } from './accent.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { Logo, OrganizationSettings, SettingsChanges, SettingsStore } from './settings-store.ts'

/** How the pages of an organization look, as far as it chose that. `logo`: the hash of the image. */
export type OrganizationLook = Readonly<{ logo?: string; accent?: Accent }>

/** Settings of more organizations are read again. */
const MAX_CACHED = 1_000
/** A new retention begins to delete after this time, so that a mistake can be undone. */
const GRACE_MS = 3_600_000

/** The settings of the organizations. Each change is in the audit log, and takes effect at once. */
export class SettingsOfOrganizations {
  readonly #store: SettingsStore
  readonly #directory: Pick<Directory, 'change' | 'findOrganization'>
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #clock: Clock
  readonly #cached = new Map<OrganizationId, OrganizationSettings>()
  /** Changes with each change of settings. What was read before may be out of date. */
  #revision = 0

  constructor(deps: {
    store: SettingsStore
    directory: Pick<Directory, 'change' | 'findOrganization'>
    audit: Pick<Audit, 'toEntry'>
    clock: Clock
  }) {
    this.#store = deps.store
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#clock = deps.clock
  }

  /** The settings that apply now, also if another server has just changed them. */
  async current(organizationId: OrganizationId): Promise<OrganizationSettings> {
    if (this.#store.cacheTrust === 'when-read') return this.#store.find(organizationId)
    const cached = this.#cached.get(organizationId)
    if (cached) return cached
    const revision = this.#revision
    const settings = await this.#store.find(organizationId)
    if (this.#cached.size >= MAX_CACHED) this.#cached.clear()
    if (revision === this.#revision) this.#cached.set(organizationId, settings)
    return settings
  }

  /** How the pages of the organization look; `undefined` if it chose nothing. */
  async findLook(organizationId: OrganizationId): Promise<OrganizationLook | undefined> {
    const { color, logo } = await this.current(organizationId)
    if (color === undefined && logo === undefined) return undefined
    return { ...(logo !== undefined && { logo }), ...(color !== undefined && { accent: toAccent(color) }) }
  }

  findLogo(hash: string): Promise<Logo | undefined> {
    return this.#store.findLogo(hash)
  }

  /** @throws AccountError `not-administrator`, `organization-not-found` */
  async load(by: Principal, organizationId: OrganizationId): Promise<OrganizationSettings> {
    await this.#loadOrganization(by, organizationId)
    return this.#store.find(organizationId)
  }

  /**
   * Changes settings. A new retention deletes nothing for an hour.
   *
   * @returns all settings after the change
   * @throws AccountError as `load`
   */
  async change(by: Principal, organizationId: OrganizationId, changes: SettingsChanges): Promise<OrganizationSettings> {
    return this.#write(by, organizationId, async (_within, before) => withChanges(before, changes))
  }

  /**
   * Replaces the logo of the organization.
   *
   * @returns the hash of the image, which its address names
   * @throws AccountError as `load`
   */
  async setLogo(by: Principal, organizationId: OrganizationId, image: Logo): Promise<string> {
    const hash = await hashOf(image.bytes)
    await this.#write(by, organizationId, async (within, before) => {
      await within.saveLogo({ ...image, hash })
      return { ...before, logo: hash }
    })
    return hash
  }

  /** @throws AccountError as `load` */
  async removeLogo(by: Principal, organizationId: OrganizationId): Promise<void> {
    await this.#write(by, organizationId, async (within, { logo: _logo, ...before }) => {
      await within.saveLogo(undefined)
      return before
    })
  }

  async #write(
    by: Principal,
    organizationId: OrganizationId,
    toSettings: (within: DirectoryWriter, before: OrganizationSettings) => Promise<OrganizationSettings>,
  ): Promise<OrganizationSettings> {
    const { name } = await this.#loadOrganization(by, organizationId)
    try {
      return await this.#directory.change(organizationId, async (within) => {
        const before = await within.loadSettings()
        const settings = await toSettings(within, before)
        const details = differences(before, settings)
        if (Object.keys(details).length === 0) return settings
        const isNew = settings.retentionDays !== undefined && settings.retentionDays !== before.retentionDays
        const deletesAt = isNew && { deletesAt: (this.#clock.now() + GRACE_MS) as EpochMs }
        await within.saveSettings(settings, { ...deletesAt })
        const target = { kind: 'organization', id: organizationId, name } as const
        const act = { organizationId, by, action: 'settings-changed', target, details } as const
        await within.record([this.#audit.toEntry(act)])
        return settings
      })
    } finally {
      this.#revision += 1
      this.#cached.delete(organizationId)
    }
  }

  async #loadOrganization(by: Principal, organizationId: OrganizationId) {
    requireAdministrator(by, organizationId)
    const organization = await this.#directory.findOrganization(organizationId)
    if (!organization) throw new AccountError('organization-not-found')
    return organization
  }
}

function withChanges(before: OrganizationSettings, { retentionDays, guests, meetings, color }: SettingsChanges) {
  const { retentionDays: daysBefore, color: colorBefore, ...others } = before
  const newColor = color === undefined ? colorBefore : (color ?? undefined)
  const days = retentionDays === undefined ? daysBefore : (retentionDays ?? undefined)
  return {
    ...others,
    ...(days !== undefined && { retentionDays: days }),
    ...(guests !== undefined && { guests }),
    meetings: { ...before.meetings, ...meetings },
    ...(newColor !== undefined && { color: newColor }),
  }
}

/** The new values of what differs. */
function differences(before: OrganizationSettings, after: OrganizationSettings) {
  const flat = ({ meetings, retentionDays, guests, color, logo }: OrganizationSettings) => ({
    retentionDays: retentionDays ?? null,
    guests,
    color: color ?? null,
    logo: logo ?? null,
    ...meetings,
  })
  const old: Readonly<Record<string, unknown>> = flat(before)
  return Object.fromEntries(Object.entries(flat(after)).filter(([name, value]) => old[name] !== value))
}

/** The first 128 bits of the SHA-256, in hexadecimal digits. */
async function hashOf(bytes: Buffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return Buffer.from(digest).toString('hex').slice(0, 32)
}
