import { mutingAll, unmutingAll } from './audio.ts'
import type { CommandOf, Settings } from './command.ts'
import type { Running } from './state.ts'
import type { EventBody } from './event.ts'

/** Only the settings that differ. */
export function changedSettings(now: Running, { settings }: CommandOf<'change-settings'>): readonly EventBody[] {
  const { muted, selfUnmuting, sharing, locked } = settings
  const events: EventBody[] = []
  if (selfUnmuting !== undefined && changesSelfUnmuting(now, selfUnmuting)) {
    events.push({ type: 'self-unmuting-changed', allowed: selfUnmuting })
  }
  if (muted === true) {
    // A forced mute-all stays in force until self-unmuting is allowed.
    const force = now.allMuted === 'barred' && selfUnmuting !== true
    const rule = { ...now, selfUnmuting: selfUnmuting ?? now.selfUnmuting }
    events.push(...mutingAll(rule, { force }))
  } else if (muted === false) {
    events.push(...unmutingAll(now))
  }
  if (sharing !== undefined && sharing !== now.sharing) events.push({ type: 'sharing-changed', who: sharing })
  if (locked !== undefined && locked !== now.locked) {
    events.push({ type: locked ? 'conference-locked' : 'conference-unlocked' })
  }
  return [...events, ...ofTheConference(now, settings)]
}

function changesSelfUnmuting(now: Running, allowed: boolean): boolean {
  return allowed !== now.selfUnmuting || (allowed && now.allMuted === 'barred')
}

function ofTheConference(now: Running, settings: Settings): readonly EventBody[] {
  const changes: { autoTransferHost?: boolean; insidersOnly?: boolean } = {}
  for (const name of ['autoTransferHost', 'insidersOnly'] as const) {
    const value = settings[name]
    if (value !== undefined && value !== now[name]) changes[name] = value
  }
  return Object.keys(changes).length === 0 ? [] : [{ type: 'settings-changed', ...changes }]
}
