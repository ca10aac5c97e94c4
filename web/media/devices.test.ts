import assert from 'node:assert/strict'
import { test } from 'node:test'
import { troubleOf } from './device-trouble.ts'
import { BrowserDevices } from './devices.ts'
import { rememberedNick, storedSwitches } from '../state/entry/remembered.ts'

const named = (name: string, message = '') => Object.assign(new Error(message), { name })

/** As much of a browser as the devices ask for. */
class TestMedia extends EventTarget {
  readonly asked: (MediaStreamConstraints | undefined)[] = []
  readonly track = new EventTarget()
  sound: EventTarget | undefined
  failure: Error | undefined
  all = [
    { kind: 'audioinput', deviceId: 'm1', label: 'Mic' },
    { kind: 'videoinput', deviceId: '', label: '' },
    { kind: 'audiooutput', deviceId: 's1', label: 'Speaker' },
  ]
  async enumerateDevices() {
    return this.all
  }
  async getUserMedia(constraints?: MediaStreamConstraints) {
    this.asked.push(constraints)
    if (this.failure) throw this.failure
    const { track } = this
    return {
      getTracks: () => [track],
      getVideoTracks: () => [track],
      getAudioTracks: () => (this.sound ? [this.sound] : []),
    }
  }
  getDisplayMedia(constraints?: MediaStreamConstraints) {
    return this.getUserMedia(constraints)
  }
}

function memory(first: Record<string, string> = {}) {
  const texts = new Map(Object.entries(first))
  return {
    texts,
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
const open = (media: TestMedia, storage = memory()) =>
  new BrowserDevices(media as unknown as MediaDevices, () => storage)

test('[RM80] errors of the browser are distinguished: blocked for the site, blocked by the system, missing, in use', () => {
  assert.deepEqual(
    [
      named('NotAllowedError', 'Permission denied'),
      named('NotAllowedError', 'Permission denied by system'),
      named('NotFoundError'),
      named('OverconstrainedError'),
      named('NotReadableError', 'Could not start video source'),
      named('AbortError'),
      named('TypeError'),
      'not even an error',
    ].map(troubleOf),
    [
      'blocked-by-browser',
      'blocked-by-system',
      'not-found',
      'not-found',
      'in-use',
      'in-use',
      'unsupported',
      'unsupported',
    ],
  )
})

test('[EF21] the browser suppresses noise, unless something else does', async () => {
  const media = new TestMedia()
  const devices = open(media)
  await devices.open('microphone', () => undefined)
  await devices.open('microphone', () => undefined, { keepsNoise: true })
  const asked = media.asked.map(
    (constraints) => (constraints?.audio as MediaTrackConstraints | undefined)?.noiseSuppression,
  )
  assert.deepEqual(asked, [true, false])
})

test('[EF3] a screen is asked for with its sound, unchanged and without that of this page', async () => {
  const media = new TestMedia()
  const devices = open(media)
  assert.deepEqual(await devices.openScreen(() => undefined), { track: media.track })
  media.sound = new EventTarget()
  assert.deepEqual(await devices.openScreen(() => undefined), { track: media.track, sound: media.sound })
  assert.deepEqual(media.asked[0]?.audio, {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    restrictOwnAudio: true,
  })
})

test('[RM81] devices are listed by kind, and again when one is plugged in', async () => {
  const media = new TestMedia()
  const devices = open(media)
  await settle()
  assert.deepEqual(devices.lists.get(), {
    microphone: [{ id: 'm1', label: 'Mic' }],
    camera: [],
    speaker: [{ id: 's1', label: 'Speaker' }],
  })
  media.all.push({ kind: 'videoinput', deviceId: 'c1', label: 'Cam' })
  media.dispatchEvent(new Event('devicechange'))
  await settle()
  assert.deepEqual(devices.lists.get().camera, [{ id: 'c1', label: 'Cam' }])
})

test('[RM82] the choice is remembered in this browser and requested as a preference', async () => {
  const storage = memory()
  open(new TestMedia(), storage).choose('camera', 'c1')
  const media = new TestMedia()
  const devices = open(media, storage)
  await devices.open('camera', () => undefined)
  const video = media.asked[0]?.video
  assert.deepEqual(typeof video === 'object' && video.deviceId, { ideal: 'c1' })
  assert.deepEqual(open(new TestMedia(), memory({ 'rollcall.devices': '{"camera":5' })).chosen.get(), {})
})

test('[RM82] a browser that stores nothing works too', () => {
  const forbidden = () => {
    throw new Error('forbidden')
  }
  const devices = new BrowserDevices(new TestMedia() as unknown as MediaDevices, forbidden)
  devices.choose('camera', 'c1')
  assert.deepEqual(devices.chosen.get(), { camera: 'c1' })
  rememberedNick(forbidden).write('Ada')
  assert.equal(rememberedNick(forbidden).read(), undefined)
})

test('[RM82] a guest’s name and the switches are remembered', () => {
  const storage = memory()
  rememberedNick(() => storage).write('Ada')
  assert.equal(rememberedNick(() => storage).read(), 'Ada')
  assert.equal(storedSwitches(() => storage).read(), undefined)
  storedSwitches(() => storage).write({ microphone: false, camera: true })
  assert.deepEqual(storedSwitches(() => storage).read(), { microphone: false, camera: true })
})

test('[RM83] a device that stops by itself is reported, and one that cannot be opened says why', async () => {
  const media = new TestMedia()
  const devices = open(media)
  let ended = 0
  const opened = await devices.open('microphone', () => (ended += 1))
  assert.ok('track' in opened)
  media.track.dispatchEvent(new Event('ended'))
  assert.equal(ended, 1)
  media.failure = named('NotReadableError')
  assert.deepEqual(await devices.open('microphone', () => undefined), { trouble: 'in-use' })
})

test('[RM83] without https there are no devices, and nothing crashes', async () => {
  const devices = new BrowserDevices(undefined, () => memory())
  assert.deepEqual(await devices.open('camera', () => undefined), { trouble: 'unsupported' })
  assert.equal(devices.canShare, false)
})

test('[RM84] closing the screen picker is not an error', async () => {
  const media = new TestMedia()
  const devices = open(media)
  media.failure = named('NotAllowedError', 'Permission denied')
  assert.equal(await devices.openScreen(() => undefined), undefined)
  media.failure = named('NotAllowedError', 'Permission denied by system')
  assert.deepEqual(await devices.openScreen(() => undefined), { trouble: 'blocked-by-system' })
})

test('[LP12] a camera is opened small unless large pictures are asked for, and takes another size', async () => {
  const media = new TestMedia()
  const devices = open(media)
  const sizeOf = (constraints: MediaTrackConstraints | boolean | undefined) =>
    typeof constraints === 'object' ? [constraints.width, constraints.height] : []
  for (const how of [{}, { size: 'large' }] as const) await devices.open('camera', () => {}, how)
  const [small, large] = [
    [{ ideal: 640 }, { ideal: 360 }],
    [{ ideal: 1280 }, { ideal: 720 }],
  ]
  assert.deepEqual(
    media.asked.map((constraints) => sizeOf(constraints?.video)),
    [small, large],
  )
  const applied: MediaTrackConstraints[] = []
  const camera = {
    async applyConstraints(constraints: MediaTrackConstraints) {
      applied.push(constraints)
      throw new Error('it has one size')
    },
  } as unknown as MediaStreamTrack
  await devices.resize(camera, 'large')
  assert.deepEqual(applied.map(sizeOf), [large])
})
