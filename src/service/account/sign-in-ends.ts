import type { UnionId } from '../../conference/identity.ts'

/** Announces people whose sign-in ended early on this node, by a sign-out or a new password. */
export class SignInEnds {
  readonly #listeners: ((unionId: UnionId) => void)[] = []

  publish(unionId: UnionId): void {
    for (const listener of this.#listeners) listener(unionId)
  }

  subscribe(listener: (unionId: UnionId) => void): void {
    this.#listeners.push(listener)
  }
}
