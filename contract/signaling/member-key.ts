// How signaling names members. Everybody in the meeting sees these keys, so they say nothing about the person.

/** The `key` of the member with this `seq`. */
export function toMemberKey(seq: number): string {
  return `m${seq}`
}

/** The `seq` of the member with this `key`; `undefined` if the text is no key. */
export function readMemberKey(key: string): number | undefined {
  return /^m[1-9]\d{0,8}$/.test(key) ? Number(key.slice(1)) : undefined
}
