import type { DeviceKind } from '../../media/devices.ts'
import { BACKGROUNDS, type EffectChoice, type EffectName } from '../../media/effects.ts'
import type { DevicesView, EffectsView } from './device-views.ts'
import type { OwnMedia } from './own-media.ts'

/** The lists of devices, with the chosen one marked. Without a choice, that is the first. */
export function toDevicesView(media: OwnMedia): DevicesView {
  const lists = media.devices.lists.get()
  const chosen = media.devices.chosen.get()
  const choices = (kind: DeviceKind) => {
    const picked = lists[kind].some(({ id }) => id === chosen[kind]) ? chosen[kind] : lists[kind][0]?.id
    return lists[kind].map((device) => ({ ...device, chosen: device.id === picked }))
  }
  return {
    microphones: choices('microphone'),
    cameras: choices('camera'),
    speakers: choices('speaker'),
    chooseMicrophone: (id) => void media.choose('microphone', id),
    chooseCamera: (id) => void media.choose('camera', id),
    chooseSpeaker: (id) => void media.choose('speaker', id),
  }
}

/** The effects with the chosen ones, and their actions. */
export function toEffectsView(media: OwnMedia): EffectsView {
  const { effects } = media
  const { microphone, camera, effectTroubles } = media.state.get()
  const { background, noise } = effects.choice.get()
  const ownPicture = effects.ownPicture.get()
  const choose = (effect: EffectName, part: Partial<EffectChoice>) => {
    media.forgetTrouble(effect)
    effects.choose(part)
  }
  return {
    ...(effects.supported.background && {
      background: {
        chosen: background,
        choices: BACKGROUNDS.filter((each) => each !== 'own' || ownPicture !== undefined),
        ...(ownPicture !== undefined && { ownPicture }),
        busy: camera.effectBusy === true,
        ...(effectTroubles.background && { trouble: effectTroubles.background }),
        choose: (chosen) => choose('background', { background: chosen }),
        chooseOwnPicture(file) {
          media.forgetTrouble('background')
          return effects.chooseOwnPicture(file)
        },
      },
    }),
    ...(effects.supported.noise && {
      noise: {
        on: noise,
        busy: microphone.effectBusy === true,
        ...(effectTroubles.noise && { trouble: effectTroubles.noise }),
        set: (on) => choose('noise', { noise: on }),
      },
    }),
  }
}
