import type { TokenStorage } from '../../../client/token-storage.ts'
import { storedText } from '../stored-text.ts'

/** The resume token of this tab's session in one room. It survives a reload; another tab has another session. */
export function storedSession(texts: Parameters<typeof storedText>[0], roomCode: string): TokenStorage {
  return storedText(texts, `rollcall.session.${roomCode}`)
}
