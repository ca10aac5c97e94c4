import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The file of the LiveKit server that this server runs: the configured one, or the one on the `PATH`, if there is one. */
export function findLiveKitServer({ binary }: Readonly<{ binary?: string }>): string | undefined {
  if (binary !== undefined) return binary
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, 'livekit-server')).find(canRun)
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
