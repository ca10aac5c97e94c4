import type { EpochMs } from '../../conference/identity.ts'

/** When any server of the store was last unable to wake the others. */
export interface InterruptionStore {
  /** Notes that a server was cut off at this time. An earlier time than the noted one changes nothing. */
  mark(at: EpochMs): Promise<void>
  /** The latest time that was noted; `undefined` if no server was ever cut off. */
  findLatest(): Promise<EpochMs | undefined>
}
