import type { Control } from '../../contract/signaling/control.ts'
import { parseNick } from '../../contract/text/nick.ts'
import type { ParticipantId, PersonKey, UnionId } from '../conference/identity.ts'
import type { MemberRequest } from '../service/control/member-requests.ts'
import { RefusedError } from './refusal.ts'

/**
 * Translates a control into the request that the service executes.
 *
 * @throws RefusedError `malformed` if a new nick is not valid
 */
export function toMemberRequest(control: Control): MemberRequest {
  switch (control.type) {
    case 'mute':
    case 'unmute':
      return { type: control.type, ...target(control) }
    case 'mute-all':
    case 'unmute-all':
    case 'unmute-self':
    case 'close':
      return control
    case 'remove':
      return { type: 'remove', targets: [target(control)], forbidRejoin: control.forbidRejoin }
    case 'let-in':
      return { type: 'let-in', members: control.members as PersonKey[] }
    case 'set-co-host':
      return { type: control.on ? 'add-co-hosts' : 'remove-co-hosts', members: [keyOf(control)] }
    case 'hand-over-host':
      return { type: 'hand-over-host', to: keyOf(control) }
    case 'rename': {
      const nick = parseNick(control.nick)
      if (nick === undefined) throw new RefusedError('malformed')
      return { type: 'rename', member: keyOf(control), nick }
    }
    case 'set-locked':
      return { type: control.locked ? 'lock' : 'unlock' }
    case 'set-sharing':
      return { type: 'set-sharing', who: control.who }
    case 'focus':
      return { type: 'set-focus', ...(control.member !== undefined && { member: control.member as PersonKey }) }
    case 'invite':
      return { type: 'invite', unionIds: control.unionIds as UnionId[] }
    case 'cancel-ring':
      return { type: 'cancel-ring', member: keyOf(control) }
  }
}

function keyOf({ member }: { member: string }): PersonKey {
  return member as PersonKey
}

function target(control: { member: string; participantId?: string }) {
  const { participantId } = control
  return {
    member: keyOf(control),
    ...(participantId !== undefined && { participantId: participantId as ParticipantId }),
  }
}
