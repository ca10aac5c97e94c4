import { decideMuteAll, decideUnmuteAll } from './audio.ts'
import type { CommandOf, Settings } from './command.ts'
import type { Running } from './state.ts'
import type { EventBody } from './event.ts'

/** One event for each setting that differs from the current one. */
export function decideSettings(conference: Running, { settings }: CommandOf<'change-settings'>): readonly EventBody[] {
  const { muted, selfUnmuting, sharing, locked } = settings
  const events: EventBody[] = []
  if (selfUnmuting !== undefined && changesSelfUnmuting(conference, selfUnmuting)) {
    events.push({ type: 'self-unmuting-changed', allowed: selfUnmuting })
  }
  if (muted === true) {
    // A forced mute-all stays in force until self-unmuting is allowed.
    const force = conference.allMuted === 'barred' && selfUnmuting !== true
    const rule = { ...conference, selfUnmuting: selfUnmuting ?? conference.selfUnmuting }
    events.push(...decideMuteAll(rule, { force }))
  } else if (muted === false) {
    events.push(...decideUnmuteAll(conference))
  }
  if (sharing !== undefined && sharing !== conference.sharing) events.push({ type: 'sharing-changed', who: sharing })
  if (locked !== undefined && locked !== conference.locked) {
    events.push({ type: locked ? 'conference-locked' : 'conference-unlocked' })
  }
  return [...events, ...conferenceSettingsChanged(conference, settings)]
}

function changesSelfUnmuting(conference: Running, allowed: boolean): boolean {
  return allowed !== conference.selfUnmuting || (allowed && conference.allMuted === 'barred')
}

function conferenceSettingsChanged(conference: Running, settings: Settings): readonly EventBody[] {
  const changes: { autoTransferHost?: boolean; insidersOnly?: boolean } = {}
  for (const name of ['autoTransferHost', 'insidersOnly'] as const) {
    const value = settings[name]
    if (value !== undefined && value !== conference[name]) changes[name] = value
  }
  return Object.keys(changes).length === 0 ? [] : [{ type: 'settings-changed', ...changes }]
}
