import type { Config } from '../config.ts'

/** The settings that services read. */
export type ServiceSettings = Pick<
  Config,
  | 'cacheBytes'
  | 'ongoing'
  | 'presence'
  | 'ringTimeoutMs'
  | 'emptyMs'
  | 'neverEnteredMs'
  | 'guestsPerConference'
  | 'sessionsPerPerson'
  | 'sandbox'
  | 'livekit'
  | 'dataFolder'
  | 'store'
  | 'redisUrl'
>
