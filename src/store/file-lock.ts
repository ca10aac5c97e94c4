import { DatabaseSync } from 'node:sqlite'

/** SQLite's error code `SQLITE_BUSY`. */
const BUSY = 5

/**
 * Keeps other processes from taking the same lock until it is disposed. The operating system releases it when the process
 * ends, even by a crash. `path`: a file for nothing else, which is created if it does not exist.
 *
 * @returns `undefined` if another process, or this one, has the lock
 */
export function tryLock(path: string): Disposable | undefined {
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    if (!(cause instanceof Error && 'errcode' in cause && cause.errcode === BUSY)) throw cause
    return undefined
  }
  return {
    [Symbol.dispose]: () => {
      if (lock.isOpen) lock.close()
    },
  }
}

/** Another process has what this one wants for itself. */
export class InUseError extends Error {
  override readonly name = 'InUseError'
}
