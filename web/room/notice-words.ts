import type { TFunction } from 'i18next'
import type { DeviceFailure } from '../state/devices/device-views.ts'
import type { Muter, Notice } from '../state/room/views.ts'

/** A notice in words. */
export function noticeText(notice: Notice, t: TFunction): string {
  switch (notice.kind) {
    case 'came':
    case 'went':
    case 'hand-up':
    case 'shares':
    case 'new-host':
    case 'knocks':
      return t(`room.notice.${notice.kind}`, { nick: notice.nick })
    case 'call-over':
      return t(`room.call.over.${notice.outcome}`, { nick: notice.nick })
    case 'message':
      return t('room.notice.message', { nick: notice.nick, text: notice.text })
    case 'cameras-full':
      return t('room.limits.notice.camera', { limit: notice.limit })
    case 'camera-free':
      return t('room.limits.notice.cameraFree')
    case 'device-trouble':
      return deviceTroubleText(notice, t)
    case 'refused':
      return t(`room.refused.${notice.code}`)
    case 'muted-by-host':
    case 'barred':
    case 'camera-stopped':
    case 'share-stopped':
    case 'hand-lowered':
      return actText(notice.kind, notice, t)
    case 'was-removed':
      return notice.byAdministrator
        ? t('room.notice.was-removed-by', { nick: notice.nick })
        : t('room.notice.was-removed', { nick: notice.nick })
    case 'locked':
    case 'unlocked':
      return notice.byAdministrator ? t(`room.notice.${notice.kind}-by`) : t(`room.notice.${notice.kind}`)
    case 'may-unmute':
    case 'you-are-host':
    case 'you-are-co-host':
    case 'no-longer-co-host':
    case 'sharing-limited':
    case 'sharing-free':
    case 'share-ended':
    case 'waiting-room-on':
    case 'waiting-room-off':
    case 'mute-on-join':
    case 'no-mute-on-join':
    case 'chat-closed':
    case 'chat-open':
    case 'resumed':
    case 'new-device':
      return t(`room.notice.${notice.kind}`)
  }
}

/** What was done to the person, and by whom if that is known. */
export function actText(
  kind: 'muted-by-host' | 'barred' | 'camera-stopped' | 'share-stopped' | 'hand-lowered',
  { by, byAdministrator }: Muter,
  t: TFunction,
): string {
  return by === undefined && !byAdministrator
    ? t(`room.notice.${kind}`)
    : t(`room.notice.${kind}-by`, { nick: by ?? t('room.notice.administrator') })
}

function deviceTroubleText(failure: DeviceFailure, t: TFunction): string {
  switch (failure.device) {
    case 'microphone':
    case 'camera':
      return t(`room.trouble.${failure.device}.${failure.trouble}`)
    case 'screen':
      return t(`room.trouble.screen.${failure.trouble}`)
    case 'background':
    case 'noise':
      return t(`effects.trouble.${failure.device}.${failure.trouble}`)
  }
}
