import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { Directory } from './directory.ts'
import type { Principal } from './principal.ts'
import { requireAdministrator } from './roles.ts'
import type { OrganizationSettings, SettingsChanges, SettingsStore } from './settings-store.ts'

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
    const { name } = await this.#loadOrganization(by, organizationId)
    try {
      return await this.#directory.change(organizationId, async (within) => {
        const before = await within.loadSettings()
        const settings = withChanges(before, changes)
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

function withChanges(before: OrganizationSettings, { retentionDays, guests, meetings }: SettingsChanges) {
  const { retentionDays: daysBefore, ...others } = before
  const days = retentionDays === undefined ? daysBefore : (retentionDays ?? undefined)
  return {
    ...others,
    ...(days !== undefined && { retentionDays: days }),
    ...(guests !== undefined && { guests }),
    meetings: { ...before.meetings, ...meetings },
  }
}

/** The new values of what differs. */
function differences(before: OrganizationSettings, after: OrganizationSettings) {
  const flat = ({ meetings, retentionDays, guests }: OrganizationSettings) => ({
    retentionDays: retentionDays ?? null,
    guests,
    ...meetings,
  })
  const old: Readonly<Record<string, unknown>> = flat(before)
  return Object.fromEntries(Object.entries(flat(after)).filter(([name, value]) => old[name] !== value))
}
