import type { TokenStorage } from '../../../client/conference-client.ts'
import { keptText } from '../kept-text.ts'

/** The resume token of this tab's session in one room. It survives a reload; another tab has another session. */
export function keptSession(texts: Parameters<typeof keptText>[0], roomCode: string): TokenStorage {
  return keptText(texts, `rollcall.session.${roomCode}`)
}
