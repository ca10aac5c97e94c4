import type { TFunction } from 'i18next'
import type { LiveMeetingAnswer, LiveMemberAnswer } from '../../../contract/web/console-live-types.ts'
import { statusOf } from '../../state/console/live/live-members.ts'

type Session = LiveMemberAnswer['sessions'][number]
type Words = TFunction<'console'>

/** How good the connections of a meeting are, the worst first. */
export function qualityText(t: Words, { good, fair, poor }: LiveMeetingAnswer['grades']): string {
  const parts = [
    ...(poor > 0 ? [t('live.poor', { count: poor })] : []),
    ...(fair > 0 ? [t('live.fair', { count: fair })] : []),
    ...(good > 0 ? [t('live.good', { count: good })] : []),
  ]
  return parts.length > 0 ? parts.join(' · ') : t('live.unmeasured')
}

/** What carries sound and pictures. */
export function engineText(t: Words, { engine, mediaDown }: LiveMeetingAnswer): string {
  const name = t(engine === 'mesh' ? 'live.mesh' : 'live.livekit')
  return mediaDown ? `${name} · ${t('live.down')}` : name
}

/** The status of a member, also if they wait or may not come back. */
export function statusText(t: Words, member: LiveMemberAnswer): string {
  return t(`live.statuses.${statusOf(member)}`)
}

export function deviceName(t: Words, { device }: Pick<Session, 'device'>): string {
  if (device === 'other') return t('live.otherDevice')
  return device === 'Win' ? 'Windows' : device
}

/** What a device does, in words. */
export function sessionText(t: Words, { sends, silent, muted, withoutSound, grade }: Session): string {
  const sent = [
    ...(sends?.audio ? [t('live.microphone')] : []),
    ...(sends?.video ? [t('live.camera')] : []),
    ...(sends?.screen ? [t('live.screen')] : []),
    ...(sends?.hand !== undefined ? [t('live.hand')] : []),
  ]
  return [
    ...(withoutSound ? [t('live.withoutSound')] : sent.length > 0 ? sent : [t('live.nothingSent')]),
    ...(muted ? [t('live.muted')] : []),
    ...(silent ? [t('live.silent')] : grade ? [t(`live.grades.${grade}`)] : []),
  ].join(' · ')
}
