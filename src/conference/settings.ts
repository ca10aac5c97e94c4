import { mutingAll, unmutingAll } from './audio.ts'
import type { Command, Settings } from './command.ts'
import type { Running } from './state.ts'
import type { Event } from './event.ts'
import type { EpochMs } from './identity.ts'

/** Only what was not so already. */
export function changedSettings(
  now: Running,
  { settings, authority, at }: Extract<Command, { type: 'change-settings' }>,
): readonly Event[] {
  const { muted, selfUnmuting, sharing, locked } = settings
  const events: Event[] = []
  if (selfUnmuting !== undefined && changesSelfUnmuting(now, selfUnmuting)) {
    events.push({ type: 'self-unmuting-changed', allowed: selfUnmuting, at })
  }
  if (muted === true) {
    // What was forbidden by force stays forbidden until it is allowed.
    const force = now.allMuted === 'barred' && selfUnmuting !== true
    const rule = { ...now, selfUnmuting: selfUnmuting ?? now.selfUnmuting }
    events.push(...mutingAll(rule, { type: 'mute-all', authority, force, at }))
  } else if (muted === false) {
    events.push(...unmutingAll(now, { type: 'unmute-all', authority, at }))
  }
  if (sharing !== undefined && sharing !== now.sharing) events.push({ type: 'sharing-changed', who: sharing, at })
  if (locked !== undefined && locked !== now.locked) {
    events.push({ type: locked ? 'conference-locked' : 'conference-unlocked', at })
  }
  return [...events, ...ofTheConference(now, settings, at)]
}

function changesSelfUnmuting(now: Running, allowed: boolean): boolean {
  return allowed !== now.selfUnmuting || (allowed && now.allMuted === 'barred')
}

function ofTheConference(now: Running, settings: Settings, at: EpochMs): readonly Event[] {
  const changes: { autoTransferHost?: boolean; insidersOnly?: boolean } = {}
  for (const name of ['autoTransferHost', 'insidersOnly'] as const) {
    const value = settings[name]
    if (value !== undefined && value !== now[name]) changes[name] = value
  }
  return Object.keys(changes).length === 0 ? [] : [{ type: 'settings-changed', ...changes, at }]
}
