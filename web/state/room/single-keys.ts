import type { KeptText } from '../kept-text.ts'
import { observable, type Readable } from '../../../client/observable.ts'

/**
 * Whether keys pressed alone do anything in a meeting. Whoever dictates, or hits keys by accident, switches them off: all
 * of them, Space too, since dictated words have spaces between them. Escape is no character and stays.
 */
export type SingleKeys = Readonly<{ on: Readable<boolean>; set: (on: boolean) => void }>

export function openSingleKeys(kept: KeptText): SingleKeys {
  const on = observable(kept.read() !== 'off')
  return {
    on,
    set(wanted) {
      if (wanted) kept.forget()
      else kept.write('off')
      on.set(wanted)
    },
  }
}
