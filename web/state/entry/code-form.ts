import { groupRoomCode, parseRoomCode, readPasscode } from '../../../contract/text/room-code.ts'
import type { Proofs } from './entry-calls.ts'
import type { CodeFormView } from './entry-views.ts'

type Setup = Readonly<{
  /** The code of the address. */
  roomCode: string
  isSignedIn: boolean
  onChange: () => void
  submit: (proofs: Proofs) => void
}>

/** The form in which people enter the passcode, and correct the room code. */
export function openCodeForm({ roomCode, isSignedIn, onChange, submit }: Setup): { view: () => CodeFormView } {
  let typedCode = groupRoomCode(roomCode)
  let typedPasscode = ''
  return {
    view() {
      const code = parseRoomCode(typedCode)
      const passcode = readPasscode(typedPasscode)
      const isNew = code !== undefined && code !== parseRoomCode(roomCode)
      const mayOpen = code !== undefined && (passcode !== '' || isNew)
      return {
        roomCode: typedCode,
        setRoomCode(value) {
          typedCode = value
          onChange()
        },
        passcode: typedPasscode,
        setPasscode(value) {
          typedPasscode = value
          onChange()
        },
        orElse: isSignedIn ? 'no-meeting' : 'sign-in',
        ...(mayOpen && { submit: () => submit({ roomCode: code, ...(passcode !== '' && { passcode }) }) }),
      }
    },
  }
}
