import type { Principal } from '../account/principal.ts'
import { requireOperator } from '../account/roles.ts'

/** A setting of the server. `value`: as text; absent if there is none, and for a secret. */
export type ServerSetting = Readonly<{
  name: string
  value?: string
  isSecret: boolean
  /** `listening`: it follows from the address and the port at which the server listens. */
  source: 'environment' | 'default' | 'listening'
}>

/** The settings with which the server was started, for operators. */
export class ServerSettings {
  readonly #settings: () => readonly ServerSetting[]

  /** `settings`: some are known only when the server listens. */
  constructor(settings: () => readonly ServerSetting[]) {
    this.#settings = settings
  }

  /** By name. @throws AccountError `not-operator` */
  list(by: Principal): readonly ServerSetting[] {
    requireOperator(by)
    return this.#settings()
  }
}
