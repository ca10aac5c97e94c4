// Answers of administration, for programs that read them. The schemas beside this file describe each key, and check that
// they have these types.

/** One act of administration. */
export type AuditedAct = {
  id: string
  at: number
  action: string
  by: { kind: 'person'; corpId: string; userId: string; name: string } | { kind: 'terminal'; user: string }
  target: { kind: 'organization' | 'user' | 'app' | 'suite' | 'conference'; id: string; name?: string }
  address?: string
  details?: Record<string, unknown>
}

export type AuditPage = { entries: AuditedAct[]; cursor?: string }
