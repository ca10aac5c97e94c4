import type { Commit } from './conference-store.ts'

export type CommitListener = (commit: Commit) => void

/** Committed changes, on their way to everyone who shows them; in order per conference. */
export interface Bus extends AsyncDisposable {
  publish(commit: Commit): void
  subscribe(listener: CommitListener): void
}
