import type { EntrySetup } from './entry-model.ts'
import { storedText, type StoredText } from '../stored-text.ts'
import type { StoredSwitches } from '../devices/own-media.ts'

type Texts = Parameters<typeof storedText>[0]

/** For how many meetings guest passes are stored. */
const MAX_GUESTS = 20

/** A guest's name, for the next meeting. If the browser does not store it, the page asks again. */
export function rememberedNick(texts: Texts): StoredText {
  return storedText(texts, 'rollcall.nick')
}

/** Whether microphone and camera were on, stored over a reload of this tab. */
export function storedSwitches(texts: Texts): StoredSwitches {
  const storage = storedText(texts, 'rollcall.switches')
  return {
    read() {
      const match = /^(on|off) (on|off)$/.exec(storage.read() ?? '')
      return match ? { microphone: match[1] === 'on', camera: match[2] === 'on' } : undefined
    },
    write: ({ microphone, camera }) => storage.write(`${microphone ? 'on' : 'off'} ${camera ? 'on' : 'off'}`),
  }
}

/** The guest passes of this browser, for the latest meetings. */
export function rememberedGuest(texts: Texts): EntrySetup['rememberedGuest'] {
  const storage = storedText(texts, 'rollcall.guests')
  const all = () => toPairs(storage.read())
  return {
    read: (roomCode) => all().find(([code]) => code === roomCode)?.[1],
    write(roomCode, pass) {
      const others = all().filter(([code]) => code !== roomCode)
      storage.write(JSON.stringify([...others, [roomCode, pass]].slice(-MAX_GUESTS)))
    },
  }
}

/** An invalid value counts as none. */
function toPairs(text = '[]'): [string, string][] {
  try {
    const pairs: unknown = JSON.parse(text)
    return Array.isArray(pairs) ? pairs.filter(isPair) : []
  } catch {
    return []
  }
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')
}
