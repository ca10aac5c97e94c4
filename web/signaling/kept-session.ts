import { keptText, type KeptText } from '../state/kept-text.ts'

/** The resume token of this tab's session in one room, kept over a reload. */
export type KeptSession = KeptText

/** In the storage of the tab, so that another tab is another session. */
export function keptSession(texts: Parameters<typeof keptText>[0], roomCode: string): KeptSession {
  return keptText(texts, `rollcall.session.${roomCode}`)
}
