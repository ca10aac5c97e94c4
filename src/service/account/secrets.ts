/** Hashes passwords and app secrets, with a salt. Hashing is slow on purpose, so only a few run at once. */
export interface Secrets {
  hash(secret: string): Promise<string>
  /** `lane`: who asks. Lanes take turns, so a caller who asks often delays only themselves. */
  verify(secret: string, hash: string, lane: string): Promise<boolean>
}
