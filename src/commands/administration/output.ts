import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { markUnshowable } from '../../../contract/text/shown.ts'
import { toZonedTime } from '../../files/zoned-time.ts'
import { EXIT, ProgramError } from '../../terminal/program-io.ts'

/** Standard output, as far as commands use it. */
export type Sink = Readonly<{ write(chunk: string | Uint8Array): unknown; isTTY?: boolean }>

/** How a table shows one value of a row. */
export type Column<Row> = readonly [title: string, text: (row: Row) => string | number | undefined]

/** Characters that take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/gu
const WITHOUT_WIDTH = /\p{M}|\p{Default_Ignorable_Code_Point}/gu

/** Prints what a command found or did: for people, or as one JSON value. */
export class Output {
  readonly isJson: boolean
  readonly #sink: Sink
  readonly #stopped: AbortSignal

  constructor(sink: Sink, { isJson, stopped }: Readonly<{ isJson: boolean; stopped: AbortSignal }>) {
    this.#sink = sink
    this.isJson = isJson
    this.#stopped = stopped
  }

  /** `value` for programs, or `lines` for people. */
  async say(value: unknown, ...lines: readonly string[]): Promise<void> {
    await this.#write(
      this.isJson ? `${JSON.stringify(value, undefined, 2)}\n` : lines.map((line) => `${shown(line)}\n`).join(''),
    )
  }

  /** All rows as they come: an array for programs, a table for people. `nothing`: what people read if there is none. */
  async list<Row extends object>(
    pages: AsyncIterable<readonly Row[]>,
    { columns, nothing }: Readonly<{ columns: readonly Column<Row>[]; nothing: string }>,
  ): Promise<void> {
    let count = 0
    let widths: readonly number[] = columns.map(([title]) => widthOf(title))
    for await (const rows of pages) {
      if (this.isJson) {
        const texts = rows.map((row, index) => `${count + index === 0 ? '[\n' : ',\n'}  ${JSON.stringify(row)}`)
        await this.#write(texts.join(''))
      } else if (rows.length > 0) {
        const cells = rows.map((row) => columns.map(([, text]) => shown(String(text(row) ?? ''))))
        widths = widths.map((width, index) => Math.max(width, ...cells.map((line) => widthOf(line[index] ?? ''))))
        const titles = count === 0 ? [columns.map(([title]) => title)] : []
        await this.#write([...titles, ...cells].map((line) => toLine(line, widths)).join(''))
      }
      count += rows.length
      // The reader has ended, as in `| head`, or Ctrl-C was pressed.
      if (this.#stopped.aborted) throw new ProgramError('')
    }
    if (this.isJson) await this.#write(count === 0 ? '[]\n' : '\n]\n')
    else if (count === 0) await this.#write(`${nothing}\n`)
  }

  /** Rows without an end, as they come: a line of JSON for programs, the columns for people. Ends when the program is stopped. */
  async follow<Row extends object>(
    pages: AsyncIterable<readonly Row[]>,
    columns: readonly Column<Row>[],
  ): Promise<void> {
    const toText = (row: Row) =>
      this.isJson ? JSON.stringify(row) : columns.map(([, text]) => shown(String(text(row) ?? ''))).join('  ')
    for await (const rows of pages) {
      await this.#write(rows.map((row) => `${toText(row)}\n`).join(''))
      if (this.#stopped.aborted) return
    }
  }

  /** A file to `path`, or to standard output. */
  async file(
    content: Buffer,
    { path, isText }: Readonly<{ path: string | undefined; isText: boolean }>,
  ): Promise<void> {
    if (path === undefined) {
      if (!isText && this.#sink.isTTY)
        throw new ProgramError('A spreadsheet is not for a terminal. Use --out FILE.', EXIT.usage)
      return this.#write(content)
    }
    try {
      await writeFile(path, content)
    } catch (error) {
      throw new ProgramError(`${path} cannot be written: ${(error as Error).message}`)
    }
  }

  /** Waits while the reader is slower. */
  async #write(chunk: string | Uint8Array): Promise<void> {
    if (chunk.length === 0) return
    const isFull = this.#sink.write(chunk) === false
    if (isFull)
      await once(this.#sink as NodeJS.WritableStream, 'drain', { signal: this.#stopped }).catch(() => undefined)
  }
}

/** The time of a time zone at a moment in epoch milliseconds, such as `2026-03-29 09:30:00`. By default, that of this machine. */
export function toLocalTime(at: number, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  return toZonedTime(at, timeZone).text.slice(0, 19).replace('T', ' ')
}

/** Line ends and other control characters in stored texts must not reach a terminal. */
function shown(text: string): string {
  return markUnshowable(text)
}

function toLine(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
  return `${padded.join('  ').trimEnd()}\n`
}

/** Columns of a terminal. */
function widthOf(text: string): number {
  const visible = text.replaceAll(WITHOUT_WIDTH, '')
  return [...visible].length + (visible.match(WIDE)?.length ?? 0)
}
