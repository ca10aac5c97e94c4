import type { Control } from '../../../contract/signaling/control.ts'
import type { MediaState } from '../../../contract/signaling/media.ts'
import type { MemberView } from '../../../contract/signaling/types.ts'
import { parseNick } from '../../../contract/text/nick.ts'
import { audioOf, isHostOrCoHost, roleOf } from './facts.ts'
import { outcomeOf } from './own-calls.ts'
import type { AudioState, PersonState, PersonTag, PersonView } from './people-views.ts'

/** Sends a control to the server. */
export type SendControl = (control: Control) => void

/** The member that a row shows, with their media states and their place among the raised hands. */
export type Subject = Readonly<{
  member: MemberView
  mediaStates: readonly (MediaState | undefined)[]
  hand: number | undefined
  namesake?: PersonView['namesake']
}>

/** The viewer of the panel, with the meeting state that their actions depend on. */
export type Viewer = Readonly<{
  self: MemberView | undefined
  participantId: string
  isJoined: boolean
  /** `key` of the member in focus. */
  focus: string | undefined
  isLocked: boolean
}>

/**
 * A member as the people panel shows them, with what the viewer may do to them.
 *
 * @param mediaStates what each of the member's sessions sends, in the same order
 * @param hand place in the line of raised hands, from 1
 */
export function toPerson(
  { member, mediaStates, hand, namesake }: Subject,
  viewer: Viewer,
  act: SendControl,
): PersonView {
  const { self } = viewer
  const isSelf = member.key === self?.key
  const state = stateOf(member)
  const isIn = member.status === 3
  const audio = member.sessions.map((session, at) => audioOf({ member, session }, mediaStates[at]))
  return {
    key: member.key,
    nick: member.nick,
    ...(namesake && { namesake }),
    tags: tagsOf(member, isSelf),
    state,
    ...(isIn && { audio: loudest(audio) }),
    video: mediaStates.some((sent) => sent?.video),
    sharing: mediaStates.some((sent) => sent?.screen),
    ...(hand !== undefined && { hand }),
    devices: member.sessions.map(({ participantId, device, silent, muted }) => ({
      participantId,
      device,
      silent,
      isThis: participantId === viewer.participantId,
      ...(mayControl(viewer, member) &&
        member.sessions.length > 1 && {
          ...(!muted &&
            member.audio === 'allowed' && { mute: () => act({ type: 'mute', member: member.key, participantId }) }),
          remove: () => act({ type: 'remove', member: member.key, participantId, forbidRejoin: false }),
        }),
    })),
    ...(member.joinTime !== undefined && { joinTime: member.joinTime }),
    ...(member.leaveTime !== undefined && { leaveTime: member.leaveTime }),
    ...(viewer.isJoined && actionsOn({ member, audio, mediaStates, hand }, viewer, act)),
  }
}

/** Whether the viewer may mute and remove the member: the host everybody else, co-hosts everybody else but the host. */
function mayControl({ isJoined, self }: Viewer, member: MemberView): boolean {
  const role = roleOf(self)
  return isJoined && role !== 'member' && member.key !== self?.key && !(member.host && role !== 'host')
}

/** What the viewer may do to a member. `audio`: the microphones of the member's sessions. */
function actionsOn(
  { member, audio, mediaStates, hand }: Subject & Readonly<{ audio: readonly AudioState[] }>,
  viewer: Viewer,
  act: SendControl,
): Partial<PersonView> {
  const { self, focus, isLocked } = viewer
  const { key } = member
  const role = roleOf(self)
  const mayManage = role !== 'member'
  const isIn = member.status === 3
  const isExpected = member.waiting || member.letIn
  const isCalled = !isExpected && (member.status === 1 || member.status === 2)
  const controls = mayControl(viewer, member)
  const maySetRole = role === 'host' && key !== self?.key && isIn
  const isFocused = focus === key
  const { unionId } = member
  const mayCall = self?.unionId !== undefined && !self.outside && !member.outside && unionId !== undefined
  return {
    ...(controls && isIn && audio.includes('on') && { mute: () => act({ type: 'mute', member: key }) }),
    ...(controls && isIn && !audio.includes('on') && { askToUnmute: () => act({ type: 'unmute', member: key }) }),
    ...(controls &&
      mediaStates.some((sent) => sent?.video) && { stopVideo: () => act({ type: 'stop-video', member: key }) }),
    ...(controls &&
      mediaStates.some((sent) => sent?.screen) && { stopScreen: () => act({ type: 'stop-screen', member: key }) }),
    ...(mayManage &&
      key !== self?.key &&
      hand !== undefined && { lowerHand: () => act({ type: 'lower-hands', member: key }) }),
    ...(controls && member.waiting && { letIn: () => act({ type: 'let-in', members: [key] }) }),
    ...(controls &&
      (isIn || isExpected || member.status === 6) && {
        remove: ({ forbidRejoin }) => act({ type: 'remove', member: key, forbidRejoin }),
      }),
    ...(maySetRole && !member.coHost && { makeCoHost: () => act({ type: 'set-co-host', member: key, on: true }) }),
    ...(maySetRole && member.coHost && { unmakeCoHost: () => act({ type: 'set-co-host', member: key, on: false }) }),
    ...(maySetRole && { handOverHost: () => act({ type: 'hand-over-host', member: key }) }),
    ...((mayManage || key === self?.key) &&
      isIn && {
        rename: (text) => {
          const nick = parseNick(text)
          if (nick !== undefined) act({ type: 'rename', member: key, nick })
          return nick !== undefined
        },
      }),
    ...(mayManage && isIn && !isFocused && { focus: () => act({ type: 'focus', member: key }) }),
    ...(mayManage && isIn && isFocused && { unfocus: () => act({ type: 'focus' }) }),
    ...(mayCall &&
      !isIn &&
      !isCalled &&
      !isExpected &&
      (!isLocked || isHostOrCoHost(member)) && { ringAgain: () => act({ type: 'invite', unionIds: [unionId] }) }),
    ...(mayManage && isCalled && { cancelRing: () => act({ type: 'cancel-ring', member: key }) }),
  }
}

function stateOf(member: MemberView): PersonState {
  const { status, sessions, waiting, letIn: mayCome } = member
  if (waiting) return 'waiting'
  if (mayCome) return 'let-in'
  switch (status) {
    case 1:
      return 'called'
    case 2:
      return 'ringing'
    case 3:
      return sessions.length > 0 && sessions.every(({ silent }) => silent) ? 'reconnecting' : 'in-meeting'
    case 4:
      return outcomeOf(member) ?? 'gave-up'
    case 5:
      return 'removed'
    case 6:
      return 'left'
  }
}

function tagsOf({ host, coHost, outside, byPhone }: MemberView, isSelf: boolean): readonly PersonTag[] {
  const tags: (PersonTag | false)[] = [
    isSelf && 'self',
    host && 'host',
    coHost && 'co-host',
    outside && 'outside',
    byPhone && 'phone',
  ]
  return tags.filter((tag) => tag !== false)
}

/** Of several devices, the one that is heard. */
function loudest(audio: readonly AudioState[]): AudioState {
  return audio.find((state) => state === 'on') ?? audio[0] ?? 'off'
}
