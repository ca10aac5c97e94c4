import type { StoredText } from '../stored-text.ts'
import { observable, type Readable } from '../../../client/observable.ts'

/**
 * Whether single keys are shortcuts in a meeting. People who dictate text or hit keys by accident switch them off. That
 * includes Space, since dictated text contains spaces. Escape always works.
 */
export type SingleKeys = Readonly<{ on: Readable<boolean>; set: (on: boolean) => void }>

/** The switch as this browser has stored it. It is on by default. */
export function openSingleKeys(storage: StoredText): SingleKeys {
  const on = observable(storage.read() !== 'off')
  return {
    on,
    set(wanted) {
      if (wanted) storage.forget()
      else storage.write('off')
      on.set(wanted)
    },
  }
}
