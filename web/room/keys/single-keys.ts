import { keptText } from '../../state/kept-text.ts'
import { openSingleKeys } from '../../state/room/single-keys.ts'

/** Of this browser: the room, the list of keys and the settings show the same switch. */
export const singleKeys = openSingleKeys(keptText(() => localStorage, 'rollcall.single-keys'))
