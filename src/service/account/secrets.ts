/** Hashes passwords and app secrets, with a salt. */
export interface Secrets {
  hash(secret: string): Promise<string>
  verify(secret: string, hash: string): Promise<boolean>
}
