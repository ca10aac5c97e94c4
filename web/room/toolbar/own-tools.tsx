import { useTranslation } from 'react-i18next'
import type { OwnView } from '../../state/room/views.ts'
import { actText } from '../notice-words.ts'
import { ToolButton } from './tool-button.tsx'

/** The person's own microphone, camera, screen and hand. */
export function OwnTools({ own, isNarrow }: { own: OwnView; isNarrow: boolean }) {
  return (
    <>
      <MicrophoneTool own={own} />
      <CameraTool own={own} />
      {!isNarrow && <ShareTool own={own} />}
      <HandTool own={own} isNarrow={isNarrow} />
    </>
  )
}

function MicrophoneTool({ own }: { own: OwnView }) {
  const { t } = useTranslation()
  const { microphone, audio, talk, limits } = own
  const isIdle = own.cutOff && (microphone.on || talk.held)
  const note = isIdle
    ? t('room.limits.tool', { limit: limits.places })
    : talk.held
      ? t('room.bar.talking')
      : microphone.trouble
        ? t(`room.trouble.microphone.${microphone.trouble}`)
        : audio === 'barred' || audio === 'muted-by-host'
          ? actText(audio, own.muter, t)
          : undefined
  const isOn = microphone.on || talk.held
  return (
    <ToolButton
      icon={isOn ? 'microphone' : 'microphone-off'}
      label={t('room.bar.microphone')}
      testId="toggle-microphone"
      isOn={isOn}
      isBusy={microphone.busy}
      isIdle={isIdle}
      variant="off-is-red"
      note={note}
      badge={isIdle || audio === 'barred' || microphone.trouble ? '!' : undefined}
      badgeTone="warning"
      onClick={microphone.toggle}
    />
  )
}

function CameraTool({ own }: { own: OwnView }) {
  const { t } = useTranslation()
  const { camera, limits } = own
  const isIdle = own.cutOff && camera.on
  return (
    <ToolButton
      icon={camera.on ? 'camera' : 'camera-off'}
      label={t('room.bar.camera')}
      testId="toggle-camera"
      isOn={camera.on}
      isBusy={camera.busy}
      isIdle={isIdle}
      variant="off-is-red"
      note={
        isIdle
          ? t('room.limits.tool', { limit: limits.places })
          : camera.trouble
            ? t(`room.trouble.camera.${camera.trouble}`)
            : camera.full && !camera.on
              ? t('room.limits.cameraTool', { limit: limits.cameras })
              : undefined
      }
      badge={isIdle || camera.trouble ? '!' : undefined}
      badgeTone="warning"
      onClick={camera.toggle}
    />
  )
}

function ShareTool({ own }: { own: OwnView }) {
  const { t } = useTranslation()
  const { share } = own
  return (
    <ToolButton
      icon="screen"
      id="toggle-share"
      label={t('room.bar.share')}
      testId="toggle-share"
      isOn={share.on}
      note={share.unsupported ? t('room.bar.shareUnsupported') : share.limited ? t('room.bar.shareLimited') : undefined}
      onClick={share.toggle}
    />
  )
}

function HandTool({ own, isNarrow }: { own: OwnView; isNarrow: boolean }) {
  const { t } = useTranslation()
  const { hand } = own
  return (
    <ToolButton
      icon="hand"
      label={t(isNarrow ? 'room.bar.handShort' : 'room.bar.hand')}
      testId="toggle-hand"
      isOn={hand.up}
      note={hand.order === undefined ? undefined : t('room.tile.hand', { order: hand.order })}
      badge={hand.order === undefined ? undefined : String(hand.order)}
      onClick={hand.toggle}
    />
  )
}
