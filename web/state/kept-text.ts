type Texts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** One text that the browser keeps. */
export interface KeptText {
  /** `undefined` if there is none, or nothing is kept here. */
  read(): string | undefined
  write(text: string): void
  forget(): void
}

/** Under `key` of a storage. A browser that keeps nothing, as some do in private windows, forgets it and loses nothing else. */
export function keptText(texts: () => Texts, key: string): KeptText {
  const attempt = <T>(act: (storage: Texts) => T): T | undefined => {
    try {
      return act(texts())
    } catch {
      return undefined // the storage is full, or forbidden
    }
  }
  return {
    read: () => attempt((storage) => storage.getItem(key)) ?? undefined,
    write: (text) => attempt((storage) => storage.setItem(key, text)),
    forget: () => attempt((storage) => storage.removeItem(key)),
  }
}
