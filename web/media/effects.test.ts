import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storedText } from '../state/stored-text.ts'
import { BrowserEffects, hasEffect, type BackgroundSource, type EffectPlatform } from './effects.ts'

/** Effects over a storage and a platform that the test reads. */
function open(stored: Record<string, string> = {}) {
  const texts = new Map(Object.entries(stored))
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  }
  const loaded: string[] = []
  let source: (() => BackgroundSource) | undefined
  const track = {} as MediaStreamTrack
  const platform: EffectPlatform = {
    supported: { background: true, noise: true },
    async openBackground(_track, background) {
      loaded.push('background')
      source = background
      return { track, stop: () => undefined }
    },
    async openNoise() {
      loaded.push('noise')
      return { track, stop: () => undefined }
    },
    async shrink(file) {
      if (!file.type.startsWith('image/')) throw new Error('no picture')
      return `data:${file.type},small`
    },
  }
  const effects = new BrowserEffects(platform, {
    choice: storedText(() => storage, 'choice'),
    ownPicture: storedText(() => storage, 'own'),
  })
  return { effects, texts, loaded, track, painted: () => source?.() }
}
const never = () => assert.fail('it did not fail')

test('[EF11] at first no effect is chosen; a choice is remembered', () => {
  const { effects, texts, loaded } = open()
  assert.deepEqual(effects.choice.get(), { background: 'none', noise: false })
  assert.deepEqual([hasEffect(effects, 'camera'), hasEffect(effects, 'microphone')], [false, false])
  effects.choose({ background: 'sea' })
  effects.choose({ noise: true })
  const again = open(Object.fromEntries(texts)).effects
  assert.deepEqual(again.choice.get(), { background: 'sea', noise: true })
  assert.deepEqual([hasEffect(again, 'camera'), hasEffect(again, 'microphone')], [true, true])
  assert.deepEqual(loaded, [])
})

test('[EF11] a stored choice that makes no sense is none', () => {
  for (const choice of ['', 'beach on off', 'own off', '\u0000'])
    assert.equal(open({ choice }).effects.choice.get().background, 'none', choice)
})

test('[EF15] the own picture is stored in the browser and painted; a file that is no picture changes nothing', async () => {
  const { effects, texts, track, painted } = open()
  assert.equal(await effects.chooseOwnPicture(new Blob(['text'], { type: 'text/plain' })), false)
  assert.deepEqual([effects.choice.get().background, effects.ownPicture.get()], ['none', undefined])
  assert.equal(await effects.chooseOwnPicture(new Blob(['x'], { type: 'image/png' })), true)
  await effects.start('camera', track, never)
  assert.deepEqual(painted(), { background: 'own', ownPicture: 'data:image/png,small' })
  assert.equal(open(Object.fromEntries(texts)).effects.choice.get().background, 'own')
})

test('[EF10] another background is painted without a new start', async () => {
  const { effects, track, painted, loaded } = open()
  effects.choose({ background: 'blur' })
  await effects.start('camera', track, never)
  effects.choose({ background: 'forest' })
  assert.deepEqual([painted()?.background, loaded], ['forest', ['background']])
})
