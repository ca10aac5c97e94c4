import type { UnionId } from '../../conference/identity.ts'
import type { Relay } from '../relay.ts'

/** Announces people whose sign-in ended early on any server, by a sign-out or a new password. */
export class SignInEnds {
  readonly #listeners: ((unionId: UnionId) => void)[] = []
  readonly #relay: (ended: { unionId: UnionId }) => void

  constructor(relay: Relay) {
    this.#relay = relay.open('sign-in ended', { receive: ({ unionId }) => this.#notify(unionId) })
  }

  publish(unionId: UnionId): void {
    this.#notify(unionId)
    this.#relay({ unionId })
  }

  subscribe(listener: (unionId: UnionId) => void): void {
    this.#listeners.push(listener)
  }

  #notify(unionId: UnionId): void {
    for (const listener of this.#listeners) listener(unionId)
  }
}
