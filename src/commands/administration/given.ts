import { EXIT, ProgramError, readArgs } from '../../terminal/program-io.ts'

/** What a command takes. `texts`: options with a value; `flags`: options without, which may also be negated by `no-`. */
export type Syntax = Readonly<{
  usage: string
  texts?: readonly string[]
  flags?: readonly string[]
  /** What its one argument is, if it has one. */
  argument?: string
}>

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/
const COMMON_FLAGS = ['json', 'help']

/** The options and the argument that somebody has typed. */
export class Given {
  readonly #usage: string
  readonly #values: Readonly<Record<string, unknown>>
  /** The argument of the command; an empty text if it has none. */
  readonly argument: string

  /** @throws ProgramError with the usage if the arguments do not match the syntax */
  constructor(args: readonly string[], { usage, texts = [], flags = [], argument }: Syntax) {
    const options = Object.fromEntries([
      ...texts.map((name) => [name, { type: 'string' as const }] as const),
      ...[...flags, ...COMMON_FLAGS].map((name) => [name, { type: 'boolean' as const }] as const),
    ])
    const config = { options: { ...options, help: { type: 'boolean', short: 'h' } }, allowNegative: true } as const
    const { values, positionals } = readArgs([...args], { ...config, allowPositionals: true }, usage)
    this.#usage = usage
    this.#values = values
    this.argument = positionals[0] ?? ''
    if (this.flag('help')) return
    const expected = argument === undefined ? 0 : 1
    if (positionals.length < expected) throw this.wrong(`Give ${argument}.`)
    if (positionals.length > expected)
      throw this.wrong(`There are too many arguments: ${positionals.slice(expected).join(' ')}.`)
  }

  /** `undefined` if the option is absent. */
  text(name: string): string | undefined {
    return this.#values[name] as string | undefined
  }

  /** @throws ProgramError if the option is absent */
  required(name: string): string {
    const value = this.text(name)
    if (value === undefined) throw this.wrong(`--${name} is required.`)
    return value
  }

  /** Texts that commas separate; `undefined` if the option is absent. An empty list is one. */
  list(name: string): readonly string[] | undefined {
    return this.text(name)
      ?.split(',')
      .flatMap((text) => text.trim() || [])
  }

  /** `undefined` if the option is absent. @throws ProgramError for anything else than a number */
  number(name: string): number | undefined {
    const text = this.text(name)
    if (text !== undefined && !/^\d+(\.\d+)?$/.test(text)) throw this.wrong(`--${name} must be a number.`)
    return text === undefined ? undefined : Number(text)
  }

  /** Epoch milliseconds of a date or time; `undefined` if the option is absent. @throws ProgramError for anything else */
  moment(name: string): string | undefined {
    const text = this.text(name)
    if (text === undefined || /^\d{9,15}$/.test(text)) return text
    const at = ISO.test(text) ? Date.parse(text.length === 10 ? `${text}T00:00` : text) : NaN
    if (Number.isNaN(at)) throw this.wrong(`--${name} must be a time such as 2026-03-29T09:30.`)
    return String(at)
  }

  /** `undefined` if the option is absent. @throws ProgramError for anything else than a whole number from 1 */
  count(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    if (!/^[1-9]\d{0,8}$/.test(text)) throw this.wrong(`--${name} must be a whole number from 1.`)
    return Number(text)
  }

  /** `undefined` if neither the option nor its negation is there. */
  choice(name: string): boolean | undefined {
    return this.#values[name] as boolean | undefined
  }

  flag(name: string): boolean {
    return this.#values[name] === true
  }

  /** An error that shows the usage. */
  wrong(message: string): ProgramError {
    return new ProgramError(`${message}\n${this.#usage}`, EXIT.usage)
  }
}
