import type { KeptSwitches } from '../state/room-own-media.ts'

type Texts = Pick<Storage, 'getItem' | 'setItem'>

const NICK = 'rollcall.nick'
const SWITCHES = 'rollcall.switches'

/** A guest's name, for the next meeting. What the browser does not keep is asked again. */
export function keptNick(
  texts: () => Texts,
): Readonly<{ read: () => string | undefined; write: (nick: string) => void }> {
  return { read: () => read(texts, NICK), write: (nick) => write(texts, NICK, nick) }
}

/** Whether microphone and camera were on, over a reload of this tab. */
export function keptSwitches(texts: () => Texts): KeptSwitches {
  return {
    read() {
      const match = /^(on|off) (on|off)$/.exec(read(texts, SWITCHES) ?? '')
      return match ? { microphone: match[1] === 'on', camera: match[2] === 'on' } : undefined
    },
    write: ({ microphone, camera }) => write(texts, SWITCHES, `${microphone ? 'on' : 'off'} ${camera ? 'on' : 'off'}`),
  }
}

function read(texts: () => Texts, key: string): string | undefined {
  try {
    return texts().getItem(key) ?? undefined
  } catch {
    return undefined // storage is forbidden
  }
}

function write(texts: () => Texts, key: string, text: string): void {
  try {
    texts().setItem(key, text)
  } catch {
    // Full, or forbidden: it is not remembered.
  }
}
