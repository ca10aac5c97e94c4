import { ConferenceError } from '../../conference/conference-error.ts'

/** What keeps somebody out who will come in by and by if he asks again. */
export type WaitCode = 'host-absent' | 'waiting-room'

/** What he shows then, so that he is known: a guest his pass, whoever has a personal link a new one in its place. */
export type ShownAgain = Readonly<{ guest?: string; login?: string }>

/** He has to wait. */
export class WaitError extends ConferenceError {
  readonly shownAgain: ShownAgain

  constructor(code: WaitCode, shownAgain: ShownAgain) {
    super(code)
    this.shownAgain = shownAgain
  }
}

/** What `error` has him wait for; `undefined` if it is of another kind. */
export function waitCodeOf(error: unknown): WaitCode | undefined {
  const code = error instanceof ConferenceError ? error.code : undefined
  return code === 'host-absent' || code === 'waiting-room' ? code : undefined
}
