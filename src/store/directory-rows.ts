import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'

/** A person who was deleted. No other person gets the `union_id`. */
export type FormerUserRow = {
  organization_id: OrganizationId
  union_id: UnionId
  user_id: string
  user_key: string
  subject: string | null
}

/** A token of the company's directory. `ends_at`: it was replaced, and is valid until then. */
export type ScimTokenRow = {
  token_hash: string
  organization_id: OrganizationId
  id: string
  made_at: EpochMs
  ends_at: EpochMs | null
}
