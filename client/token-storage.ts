/** Stores the resume token of a session beyond the life of the client. */
export interface TokenStorage {
  /** `undefined` if there is none. */
  read(): string | undefined
  write(resumeToken: string): void
  forget(): void
}

/** Only the client itself can resume the session. */
export const NO_STORAGE: TokenStorage = { read: () => undefined, write: () => {}, forget: () => {} }
