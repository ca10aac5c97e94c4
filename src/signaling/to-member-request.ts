import type { Control } from '../../contract/signaling/control.ts'
import { readMemberKey } from '../../contract/signaling/member-key.ts'
import { parseNick } from '../../contract/text/nick.ts'
import { personKey, type ParticipantId, type PersonKey, type UnionId } from '../conference/identity.ts'
import type { ExistingConference } from '../conference/state.ts'
import type { MemberRequest } from '../service/control/member-requests.ts'
import { RefusedError } from './refusal.ts'

/** The key of no member. The conference refuses it, after it has checked the role of the person who asks. */
const NOBODY = personKey({ kind: 'guest', guestId: '' })

/**
 * Translates a control into the request that the service executes.
 *
 * @throws RefusedError `malformed` if a new nick is not valid
 */
export function toMemberRequest(control: Control, { members }: Pick<ExistingConference, 'members'>): MemberRequest {
  const personOf = (key: string): PersonKey => members.at((readMemberKey(key) ?? 0) - 1)?.key ?? NOBODY
  const target = ({ member, participantId }: { member: string; participantId?: string }) => ({
    member: personOf(member),
    ...(participantId !== undefined && { participantId: participantId as ParticipantId }),
  })
  switch (control.type) {
    case 'mute':
    case 'unmute':
    case 'stop-video':
      return { type: control.type, ...target(control) }
    case 'mute-all':
    case 'unmute-all':
    case 'unmute-self':
    case 'close':
    case 'set-waiting-room':
    case 'set-mute-on-join':
    case 'set-chat':
      return control
    case 'stop-screen':
      return { type: 'stop-screen', member: personOf(control.member) }
    case 'remove':
      return { type: 'remove', targets: [target(control)], forbidRejoin: control.forbidRejoin }
    case 'let-in':
      return { type: 'let-in', members: control.members.map(personOf) }
    case 'set-co-host':
      return { type: control.on ? 'add-co-hosts' : 'remove-co-hosts', members: [personOf(control.member)] }
    case 'hand-over-host':
      return { type: 'hand-over-host', to: personOf(control.member) }
    case 'rename': {
      const nick = parseNick(control.nick)
      if (nick === undefined) throw new RefusedError('malformed')
      return { type: 'rename', member: personOf(control.member), nick }
    }
    case 'set-locked':
      return { type: control.locked ? 'lock' : 'unlock' }
    case 'set-sharing':
      return { type: 'set-sharing', who: control.who }
    case 'lower-hands':
      return { type: 'lower-hands', ...(control.member !== undefined && { member: personOf(control.member) }) }
    case 'focus':
      return { type: 'set-focus', ...(control.member !== undefined && { member: personOf(control.member) }) }
    case 'invite':
      return { type: 'invite', unionIds: control.unionIds as UnionId[] }
    case 'cancel-ring':
      return { type: 'cancel-ring', member: personOf(control.member) }
  }
}
