/** Limits tries to guess something. */
export interface TryLimiter {
  /** Takes one of the tries that `key` has; `false` if none is left. Taken before looking, so that many at once count. */
  take(key: string): Promise<boolean>
  /** Gives a try back that was no guess. */
  giveBack(key: string): Promise<void>
}

/** Keeps passwords and app secrets as salted hashes. */
export interface Secrets {
  hash(secret: string): Promise<string>
  verify(secret: string, hash: string): Promise<boolean>
}
