type State = 'down' | 'up'

/** Whether an engine can be used, as far as this server knows. */
export class EngineHealth {
  #state: State = 'up'
  readonly #listeners: ((state: State) => void)[] = []

  get isDown(): boolean {
    return this.#state === 'down'
  }

  /** Calls `listener` with each change. */
  onChanged(listener: (state: State) => void): void {
    this.#listeners.push(listener)
  }

  report(state: State): void {
    if (state === this.#state) return
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}
