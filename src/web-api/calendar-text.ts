/** The most octets in a line of RFC 5545, without its line break. */
const LINE_OCTETS = 75

// oxlint-disable-next-line no-control-regex -- intended: RFC 5545 allows none of them in a text
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]/g
/** Signs that a quoted parameter cannot have, and how RFC 6868 writes them. */
const IN_PARAMETER: Readonly<Record<string, string>> = { '^': '^^', '"': "^'", '\n': ' ' }

/** The lines of a calendar file, folded and ended as RFC 5545 demands. */
export function toCalendarText(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** Such as `20260101T120000Z`. Milliseconds are cut off. */
export function toCalendarInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Text as a value. */
export function escaped(text: string): string {
  return withoutControls(text)
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n')
}

/** Text as the value of a parameter, in quotes. */
export function quoted(text: string): string {
  return `"${withoutControls(text).replaceAll(/[\^"\n]/g, (sign) => IN_PARAMETER[sign] ?? '')}"`
}

function withoutControls(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(CONTROLS, '')
}

/** Breaks a line that is too long, never within a character. The further lines begin with a space, which counts too. */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LINE_OCTETS) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}
