/** Blanks, dashes and dots that people write between the digits. */
const SEPARATORS = /[\s\-–—.]/g

/** A room code of 11 digits in groups, as `169 4144 2266`; any other code as it is. People may type it either way. */
export function groupRoomCode(roomCode: string): string {
  return roomCode.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
}

/** The room code in a text, however its digits are grouped; `undefined` if the text is not a code. */
export function parseRoomCode(text: string): string | undefined {
  const digits = text.replace(SEPARATORS, '')
  return /^\d{1,64}$/.test(digits) ? digits : undefined
}
