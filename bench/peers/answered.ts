import { setTimeout } from 'node:timers/promises'

const TRIES = 300
const PAUSE_MS = 100

/** Resolves once a program answers at `url`. Rejects after half a minute. */
export async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(url)
      return
    } catch (error) {
      if (tries >= TRIES) throw error
      await setTimeout(PAUSE_MS)
    }
  }
}
