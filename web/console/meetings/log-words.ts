import type { TFunction } from 'i18next'
import type { MeetingActor, MeetingLogEntry, MeetingPerson } from '../../../contract/web/console-meetings-types.ts'

type Words = TFunction<'console'>

/** What an entry of the log says, as a sentence without a period. `timeOf`: a time of day. */
export function logWords(t: Words, entry: MeetingLogEntry, timeOf: (at: number) => string): string {
  const { kind, own, reason, device = '', name = '' } = entry
  const by = actorWords(t, entry.by)
  const person = nameOf(t, entry.person)
  switch (kind) {
    case 'conference-created':
      return t('log.created', { by, name })
    case 'member-invited':
      return t('log.invited', { by, person })
    case 'member-knocked':
      return t('log.knocked', { person })
    case 'member-let-in':
      return t('log.admitted', { by, person })
    case 'wait-ended':
      return t(reason === 'gave-up' ? 'log.wait.gaveUp' : 'log.wait.ended', { person })
    case 'ring-reached':
      return t('log.reached', { person })
    case 'ring-accepted':
      return t('log.accepted', { person })
    case 'ring-failed':
      return t(`log.call.${callOf(reason)}`, { person })
    case 'session-opened':
      return t('log.joined', { person, device })
    case 'session-silent':
      return t('log.silent', { person })
    case 'session-resumed':
      return t('log.resumed', { person })
    case 'session-closed':
      return leftWords(t, entry, { person, timeOf })
    case 'member-removed':
      return t('log.removed', { by, person })
    case 'member-banned':
      return t('log.banned', { by, person })
    case 'host-changed':
      return t(own || entry.by?.kind === 'system' ? 'log.host.taken' : 'log.host.given', {
        by,
        person,
        other: nameOf(t, entry.other),
      })
    case 'co-host-added':
      return t('log.coHost.added', { by, person })
    case 'co-host-removed':
      return t('log.coHost.removed', { by, person })
    case 'conference-locked':
      return t('log.locked', { by })
    case 'conference-unlocked':
      return t('log.unlocked', { by })
    case 'member-muted':
      return t(own ? 'log.mutedOwn' : 'log.muted', { by, person })
    case 'member-unmuted':
      return t(own ? 'log.unmutedOwn' : 'log.unmuted', { by, person })
    case 'all-muted':
      return t(entry.on === true ? 'log.allBarred' : 'log.allMuted', { by })
    case 'all-unmuted':
      return t('log.allUnmuted', { by })
    case 'self-unmuting-changed':
      return t(entry.on === true ? 'log.unmuting.on' : 'log.unmuting.off', { by })
    case 'settings-changed':
      return t('log.settings', { by, settings: settingsWords(t, entry.settings ?? {}) })
    case 'hands-lowered':
      if (!entry.person) return t('log.hands', { by })
      return t(own ? 'log.handOwn' : 'log.hand', { by, person })
    case 'video-stopped':
      return t('log.video', { by, person })
    case 'screen-stopped':
      return t('log.screen', { by, person })
    case 'member-renamed':
      return t(own ? 'log.renamedOwn' : 'log.renamed', { by, name })
    case 'focus-changed':
      return entry.person ? t('log.spotlight', { by, person }) : t('log.spotlightOff', { by })
    case 'sharing-changed':
      return t(entry.who === 'hosts' ? 'log.sharing.hosts' : 'log.sharing.everyone', { by })
    case 'conference-ended':
      if (reason === 'closed') return t('log.end.closed', { by })
      return t(reason === 'empty' ? 'log.end.empty' : 'log.end.never')
    default:
      // A newer server may know more kinds.
      return t('log.other', { by, kind })
  }
}

function actorWords(t: Words, by: MeetingActor | undefined): string {
  switch (by?.kind) {
    case 'person':
      return by.name || t('log.by.somebody')
    case 'app':
      return t('log.by.app', { name: by.name ?? by.id })
    case 'administrator':
      return administratorWords(t, by.name ?? by.id)
    case 'terminal':
      return t('log.by.terminal', { name: by.user })
    case 'system':
      return t('log.by.server')
    case undefined:
      return t('log.by.somebody')
  }
}

/** The first administrator of a server is called just that, so that the word would come twice. */
function administratorWords(t: Words, name: string): string {
  const isTheWord = t('log.by.administrator', { name: '' }).trim() === name
  return isTheWord ? name : t('log.by.administrator', { name })
}

function nameOf(t: Words, person: MeetingPerson | undefined): string {
  return person?.name || t('log.nobody')
}

function callOf(reason: string | undefined) {
  switch (reason) {
    case 'declined':
      return 'declined'
    case 'cancelled':
      return 'canceled'
    case 'conference-ended':
      return 'ended'
    case 'no-telephony':
      return 'noTelephony'
    case 'line-failed':
      return 'lineFailed'
    default:
      return 'timedOut'
  }
}

type Leaving = Readonly<{ person: string; timeOf: (at: number) => string }>

function leftWords(t: Words, { reason, leftAt }: MeetingLogEntry, { person, timeOf }: Leaving): string {
  switch (reason) {
    case 'lost':
      return leftAt === undefined
        ? t('log.left.lost', { person })
        : t('log.left.lostAt', { person, time: timeOf(leftAt) })
    case 'removed':
      return t('log.left.removed', { person })
    case 'conference-ended':
      return t('log.left.ended', { person })
    case 'replaced':
      return t('log.left.replaced', { person })
    default:
      return t('log.left.left', { person })
  }
}

function settingsWords(t: Words, settings: Readonly<Record<string, string | boolean>>): string {
  return Object.entries(settings)
    .map(([name, value]) => settingWords(t, name, value))
    .join(t('log.setting.comma'))
}

function settingWords(t: Words, name: string, value: string | boolean): string {
  const isOn = value === true
  switch (name) {
    case 'autoTransferHost':
      return t(isOn ? 'log.setting.transferOn' : 'log.setting.transferOff')
    case 'insidersOnly':
      return t(isOn ? 'log.setting.insidersOn' : 'log.setting.insidersOff')
    case 'waitingRoom':
      return t(isOn ? 'log.setting.waitingOn' : 'log.setting.waitingOff')
    case 'chat':
      return t(isOn ? 'log.setting.chatOn' : 'log.setting.chatOff')
    case 'muteOnJoin':
      if (value === 'never') return t('log.setting.muteNever')
      return t(value === 'always' ? 'log.setting.muteAlways' : 'log.setting.muteCrowd')
    default:
      return name
  }
}
