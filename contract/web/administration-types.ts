// Answers of administration, for programs that read them. The schemas beside this file describe each key, and check that
// they have these types.

/** One act of administration. */
export type AuditedAct = {
  id: string
  at: number
  action: string
  by:
    | { kind: 'person'; corpId: string; userId: string; name: string }
    | { kind: 'terminal'; user: string }
    | { kind: 'scim'; tokenId: string }
    | { kind: 'server' }
  target: { kind: 'organization' | 'user' | 'app' | 'suite' | 'conference' | 'booking'; id: string; name?: string }
  address?: string
  details?: Record<string, unknown>
}

export type AuditPage = { entries: AuditedAct[]; cursor?: string }

/** A person as administrators see them. */
export type AdministeredPerson = {
  userId: string
  unionId: string
  name: string
  jobNumber?: string
  department?: string
  email?: string
  admin: boolean
  operator: boolean
  disabled: boolean
  hasPassword: boolean
  mustChangePassword: boolean
  /** Until when they can use a link for a new password; absent if they have none. */
  passwordLinkExpiresAt?: number
}

export type PeoplePage = { people: AdministeredPerson[]; cursor?: string }

/** A person to add. */
export type PersonToAdd = {
  userId: string
  name: string
  unionId?: string
  jobNumber?: string
  department?: string
  email?: string
  admin?: boolean
  withPassword?: boolean
}

export type AddedPerson = { person: AdministeredPerson; password?: string }

/** A link with which a person chooses a new password. `expiresAt` in epoch milliseconds. */
export type MadePasswordLink = { url: string; expiresAt: number }

/** What to change of a person. */
export type PersonEdit = {
  name?: string
  jobNumber?: string | null
  department?: string | null
  email?: string | null
  admin?: boolean
  operator?: boolean
}

/** What every meeting of an organization begins with, unless its booking or its host choose otherwise. */
export type MeetingDefaults = {
  waitingRoom: boolean
  muteOnJoin: 'never' | 'always' | 'crowd'
  selfUnmuting: boolean
  sharing: 'everybody' | 'hosts'
  chat: boolean
}

/** The settings of an organization. `retentionDays`: `null` if ended meetings stay. `logo`: the hash of the image. */
export type OrganizationSettings = {
  retentionDays: number | null
  guests: boolean
  meetings: MeetingDefaults
  color?: string
  logo?: string
}

/** The settings of the server. `value`: absent if there is none, and for a secret. */
export type ServerSettingsAnswer = {
  settings: { name: string; value?: string; isSecret: boolean; source: 'environment' | 'default' | 'listening' }[]
}

/** What to change of them. */
export type SettingsEdit = {
  retentionDays?: number | null
  guests?: boolean
  meetings?: Partial<MeetingDefaults>
  color?: string | null
}

/** An app as administrators see it. `formerSecretUntil`: until when the previous secret is valid. */
export type AdministeredApp = { clientId: string; name: string; scopes: string[]; formerSecretUntil?: number }

export type AppsPage = { apps: AdministeredApp[]; scopes: string[]; cursor?: string }

export type AppSecret = { app: AdministeredApp; secret: string }

/** The tokens of the company's directory. `endsAt`: the token was replaced, and is valid until then. */
export type ScimTokens = { url: string; tokens: { id: string; madeAt: number; endsAt?: number }[] }

export type NewScimToken = ScimTokens & { token: string }

/** What is wrong with a file of people. `code` and `values` say it to programs, `problem` in English. */
export type ImportFaultAnswer = {
  line: number
  column?: string
  code: string
  values?: Record<string, string | number>
  problem: string
}

/** A person that an import adds or changes. `before` is absent if there was no such value, `after` if it is removed. */
export type ImportChangeAnswer = {
  kind: 'added' | 'changed'
  userId: string
  name: string
  values: { column: 'name' | 'jobNumber' | 'department' | 'email' | 'admin'; before?: string; after?: string }[]
}

/** What an import of people did, or would do. */
export type ImportAnswer = {
  applied: boolean
  added: number
  changed: number
  unchanged: number
  /** Of a preview without faults: at most 100. */
  changes: ImportChangeAnswer[]
  faults: ImportFaultAnswer[]
  faultCount: number
  passwords: { userId: string; name: string; email?: string; password: string }[]
  /** Empty unless it was applied. */
  addedUserIds: string[]
}

/** Who gets links for first passwords, and whether they are mailed. */
export type FirstPasswordsOrder = { userIds?: string[]; mail?: 'en' | 'zh-CN' }

/** A link with which a person chooses their first password. `expiresAt` in epoch milliseconds. */
export type FirstPasswordLink = MadePasswordLink & { userId: string; name: string; email?: string }

export type FirstPasswordLinks = { links: FirstPasswordLink[]; mailed: number; withoutEmail: number; cursor?: string }
