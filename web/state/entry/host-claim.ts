import type { EntryAnswer } from '../../../contract/web/types.ts'
import { readPasscode } from '../../../contract/text/room-code.ts'
import type { EntryRefusal, HostClaimView } from './entry-views.ts'

type Setup = Readonly<{
  /** Asks the server for the meeting, with this passcode as the proof. */
  lookUp: (passcode: string) => Promise<EntryAnswer>
  toRefusal: (error: unknown) => EntryRefusal
  onProven: (passcode: string, found: EntryAnswer) => void
  onChange: () => void
}>

/** Whether a host password is asked for: somebody was told one, and it can help this person. */
export function mayClaimHost(
  found: Pick<EntryAnswer, 'hasHostPassword' | 'asHost' | 'waitsFor' | 'alreadyInside'>,
): boolean {
  return !!found.hasHostPassword && !found.asHost && found.waitsFor === undefined && !found.alreadyInside
}

/** Lets a person show by the host password that they are the host. A wrong one changes nothing else on the page. */
export function openHostClaim({ lookUp, toRefusal, onProven, onChange }: Setup): { view: () => HostClaimView } {
  let value: string | undefined
  let refusal: EntryRefusal | undefined
  let isChecking = false

  async function check(passcode: string): Promise<void> {
    isChecking = true
    refusal = undefined
    onChange()
    try {
      const found = await lookUp(passcode)
      if (found.asHost) onProven(passcode, found)
      else refusal = 'not-admitted'
    } catch (error) {
      refusal = toRefusal(error)
    }
    isChecking = false
    onChange()
  }

  function set(text: string): void {
    value = text
    refusal = undefined
    onChange()
  }

  return {
    view() {
      if (value === undefined) return { open: () => set('') }
      const passcode = readPasscode(value)
      const submit = passcode !== '' && !isChecking && { submit: () => void check(passcode) }
      return { password: { value, set, ...submit, ...(refusal && { refusal }) } }
    },
  }
}
