import { storedText } from '../state/stored-text.ts'
import { BrowserEffects, type EffectPlatform } from './effects.ts'

/** The own picture is reduced to this size, which is the most that a camera sends. */
const MOST_WIDTH = 1_280
const MOST_HEIGHT = 720

/** The effects of this browser, as it remembers them. */
export function openEffects(): BrowserEffects {
  const texts = () => localStorage
  return new BrowserEffects(effectPlatform(), {
    choice: storedText(texts, 'rollcall.effects'),
    ownPicture: storedText(texts, 'rollcall.own-background'),
  })
}

/** What this browser can do. Each effect is loaded when it is used. */
function effectPlatform(): EffectPlatform {
  const hasPrograms = typeof WebAssembly === 'object'
  return {
    supported: {
      background: hasPrograms && 'captureStream' in HTMLCanvasElement.prototype,
      noise: hasPrograms && typeof AudioWorkletNode === 'function',
    },
    openBackground: async (...given) => (await import('./background/open-background.ts')).openBackground(...given),
    openNoise: async (...given) => (await import('./noise/open-noise.ts')).openNoise(...given),
    shrink,
  }
}

async function shrink(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, MOST_WIDTH / picture.width, MOST_HEIGHT / picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas.toDataURL('image/jpeg', 0.85)
}
