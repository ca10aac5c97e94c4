import { storedText } from '../../state/stored-text.ts'
import { openSingleKeys } from '../../state/room/single-keys.ts'

/** One switch for this browser. The room, the list of keys and the settings show the same one. */
export const singleKeys = openSingleKeys(storedText(() => localStorage, 'rollcall.single-keys'))
