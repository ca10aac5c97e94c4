import type { Bindings, Logger } from 'pino'

type Given = [object: unknown, message?: string, ...more: unknown[]]

/**
 * A log whose children, one a request, are made when they are first written to. Most never are, and making a child of a
 * log that hides secrets costs more than the rest of a roster read's way through the framework.
 */
export class RequestLog {
  readonly #parent: Logger
  readonly #bindings: Bindings | undefined
  #made: Logger | undefined

  constructor(parent: Logger, bindings?: Bindings) {
    this.#parent = parent
    this.#bindings = bindings
  }

  get level(): string {
    return this.#parent.level
  }

  fatal(...given: Given): void {
    this.#log().fatal(...given)
  }

  error(...given: Given): void {
    this.#log().error(...given)
  }

  warn(...given: Given): void {
    this.#log().warn(...given)
  }

  info(...given: Given): void {
    this.#log().info(...given)
  }

  debug(...given: Given): void {
    this.#log().debug(...given)
  }

  trace(...given: Given): void {
    this.#log().trace(...given)
  }

  silent(): void {}

  child(bindings: Bindings): RequestLog {
    return new RequestLog(this.#log(), bindings)
  }

  #log(): Logger {
    return (this.#made ??= this.#bindings ? this.#parent.child(this.#bindings) : this.#parent)
  }
}
