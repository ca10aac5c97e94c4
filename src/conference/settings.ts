import { decideMuteAll, decideUnmuteAll } from './audio.ts'
import type { CommandOf } from './command.ts'
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
  const { autoTransferHost, insidersOnly } = settings
  return [...events, ...settingsChanged(conference, { autoTransferHost, insidersOnly })]
}

function changesSelfUnmuting(conference: Running, allowed: boolean): boolean {
  return allowed !== conference.selfUnmuting || (allowed && conference.allMuted === 'barred')
}

type Changeable = Pick<Running, 'autoTransferHost' | 'insidersOnly' | 'waitingRoom' | 'muteOnJoin' | 'chat'>

/** One event for those settings that differ from the current ones; none if no setting differs. */
export function settingsChanged(
  conference: Changeable,
  wanted: { readonly [Name in keyof Changeable]?: Changeable[Name] | undefined },
): readonly EventBody[] {
  const names = Object.keys(wanted) as (keyof Changeable)[]
  const changed = names.filter((name) => wanted[name] !== undefined && wanted[name] !== conference[name])
  if (changed.length === 0) return []
  return [{ type: 'settings-changed', ...Object.fromEntries(changed.map((name) => [name, wanted[name]])) }]
}
