/** The session of this tab in one room, kept over a reload. */
export interface KeptSession {
  read(): string | undefined
  write(resumeToken: string): void
  forget(): void
}

type Texts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * In the storage of the tab, so that another tab is another session. A browser that keeps nothing, as some do in private
 * windows, costs the way back after a reload and nothing else.
 */
export function keptSession(texts: () => Texts, roomCode: string): KeptSession {
  const key = `rollcall.session.${roomCode}`
  const attempt = <T>(act: (storage: Texts) => T): T | undefined => {
    try {
      return act(texts())
    } catch {
      return undefined // the storage is full, or forbidden
    }
  }
  return {
    read: () => attempt((storage) => storage.getItem(key)) ?? undefined,
    write: (resumeToken) => attempt((storage) => storage.setItem(key, resumeToken)),
    forget: () => attempt((storage) => storage.removeItem(key)),
  }
}
