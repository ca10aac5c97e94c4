type Texts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** One text that the browser stores. */
export interface StoredText {
  /** `undefined` if there is none, or the browser stores nothing. */
  read(): string | undefined
  write(text: string): void
  forget(): void
}

/** A text under `key` of a storage. If the browser stores nothing, as in some private windows, no error is thrown. */
export function storedText(texts: () => Texts, key: string): StoredText {
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
