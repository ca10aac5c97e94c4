import type { Generated } from 'kysely'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'

/** `scopes` is JSON text, here and in the grant. */
export type UserCodeRow = {
  code_hash: string
  client_id: string
  organization_id: OrganizationId
  user_id: string
  scopes: string
  expires_at: EpochMs
}

/** The tokens of an app for a person. */
export type UserGrantRow = {
  client_id: string
  organization_id: OrganizationId
  user_id: string
  scopes: string
  secret_mark: string
  access_hash: string
  access_nonce: string
  access_expires_at: EpochMs
  refresh_hash: string
  refresh_nonce: string
  refresh_expires_at: EpochMs
}

/** A link with which a person chooses a new password. */
export type PasswordLinkRow = {
  organization_id: OrganizationId
  user_id: string
  token_hash: string
  password_mark: string
  expires_at: EpochMs
}

/** A ticket for a stream connection. `event_types` is JSON text. */
export type StreamTicketRow = {
  ticket_hash: string
  client_id: string
  secret_mark: string
  event_types: string
  expires_at: EpochMs
}

/** A mail with a link for a new password that has to be sent. */
export type PasswordMailRow = {
  organization_id: OrganizationId
  user_id: string
  language: 'en' | 'zh-CN'
  asked_at: EpochMs
  attempts: number
  next_at: EpochMs
  /** Whether an administrator invites the person, who may have no password yet. */
  invited: Generated<0 | 1>
}
