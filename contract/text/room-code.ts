import { toPlainCode } from './typed.ts'

/** A room code of 11 digits in groups, as `169 4144 2266`; any other code as it is. People may type it either way. */
export function groupRoomCode(roomCode: string): string {
  return roomCode.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
}

/** The room code in a text that was typed, however its digits are written and grouped; `undefined` if it is not a code. */
export function parseRoomCode(text: string): string | undefined {
  const code = toPlainCode(text)
  return /^\d{1,32}$/.test(code) ? code : undefined
}

/** A passcode that was typed, or the host password, however its digits are written and grouped. Empty if it is blank. */
export function readPasscode(text: string): string {
  return toPlainCode(text)
}
