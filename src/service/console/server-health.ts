import type { EpochMs } from '../../conference/identity.ts'
import type { EngineName } from '../../conference/terms.ts'

/** The engine of new conferences. `since`: when it was last interrupted or came back, since this server started. */
export type EngineState = Readonly<{ engine: EngineName; isDown: boolean; since?: EpochMs }>

/** What a server needs to work, as one server sees it. */
export type HealthReport = Readonly<{
  /** `isUp`: it can be read and written. `answerMs`: how long that took. */
  database: Readonly<{ kind: 'sqlite' | 'postgres'; isUp: boolean; answerMs: number }>
  media: EngineState
  /** Of the file system of the data folder. Absent if nobody can say, for example because there is no such folder. */
  disk?: DiskSpace
  /** The connection to the other servers. Absent for a server that is alone. */
  redis?: Readonly<{ isConnected: boolean }>
}>

export type DiskSpace = Readonly<{ freeBytes: number; totalBytes: number }>

/** The health of this server. */
export interface ServerHealth {
  readonly media: EngineState
  /** Takes at most 3 seconds. Never rejects. Not older than 3 seconds. */
  read(): Promise<HealthReport>
}
