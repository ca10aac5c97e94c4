import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The systems store the path in this many bytes, and a zero after it. */
const MAX_PATH_BYTES = process.platform === 'linux' ? 107 : 103

/** The file of the embedded database. */
export function sqliteFileOf(dataFolder: string): string {
  return join(dataFolder, 'rollcall.sqlite')
}

/** The socket through which commands reach the server that uses a data folder. */
export function adminSocketOf(dataFolder: string): string {
  return join(dataFolder, 'admin.sock')
}

/** Who has this lock is a command that works on the embedded database, and is done soon. */
export function commandLockOf(dataFolder: string): string {
  return join(dataFolder, 'command.lock')
}

/** Why no server can have its socket in the data folder; `undefined` if it can. */
export function findSocketProblem(dataFolder: string): string | undefined {
  if (process.platform === 'win32') return 'this system has no Unix sockets'
  const path = adminSocketOf(dataFolder)
  const bytes = Buffer.byteLength(path)
  if (bytes <= MAX_PATH_BYTES) return undefined
  return `the path ${path} has ${bytes} bytes, and that of a Unix socket can have at most ${MAX_PATH_BYTES}`
}

/**
 * Makes a data folder that only this user can use, unless it is there. Not `mkdir` with `recursive`: in a folder where nothing
 * can be created, such as `/proc`, Node tries without end.
 */
export async function makeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (found?.isDirectory()) return
  if (found) throw new Error(`${folder} is not a folder`)
  await makeFolder(dirname(folder))
  await mkdir(folder, { mode: 0o700 })
}
