import { bizTypeOf, bookingOf } from '../booked-by.ts'
import type { CodedConference, ConferenceData, OngoingConference } from '../../../contract/dingtalk/queries.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'

/** DingTalk's values for a free conference, and for its own client. Every conference here has both. */
export const FREE_TYPE = '0'
export const SCENE = 'ding_talk'

/**
 * With `now`, an ongoing conference has a length, too: up to then while somebody is heard in it, and otherwise up to the
 * last proof of life. `deptName`: the department of the creator.
 */
export function toConferenceData(
  head: ConferenceHead,
  { now, deptName }: Readonly<{ now?: EpochMs | undefined; deptName?: string | undefined }>,
): ConferenceData {
  const { startedAt, endedAt, provenAt, isHeard } = head
  // Just after a start nothing is proven, and `now` is 0.
  const proven = now !== undefined && isHeard ? Math.max(now, provenAt) : provenAt
  const until = endedAt ?? (now === undefined ? undefined : proven)
  return {
    conferenceId: head.id,
    title: head.title,
    creatorId: head.creatorUnionId,
    creatorNick: head.creatorNick,
    ...(deptName !== undefined && { deptName }),
    startTime: startedAt,
    ...(endedAt !== undefined && { endTime: endedAt }),
    ...(until !== undefined && { timeLength: Math.max(until - startedAt, 0) }),
    userCount: head.attendedCount,
    freeType: FREE_TYPE,
    scene: SCENE,
  }
}

/** A conference in the list of a person. `status`: 2 while it is in progress, 1 after its end. */
export function toOngoingConference(head: ConferenceHead): OngoingConference {
  return {
    conferenceId: head.id,
    title: head.title,
    roomCode: head.roomCode,
    status: head.endedAt === undefined ? 2 : 1,
    startTime: head.startedAt,
    creatorId: head.creatorUnionId,
    creatorNick: head.creatorNick,
    bizType: bizTypeOf(head),
  }
}

/** A conference that was found by its room code, with its external link. */
export function toCodedConference(head: ConferenceHead, externalLinkUrl: string): CodedConference {
  const { startedAt, endedAt } = head
  return {
    ...toOngoingConference(head),
    externalLinkUrl,
    ...bookingOf(head),
    ...(endedAt !== undefined && { endTime: endedAt, confDuration: endedAt - startedAt }),
  }
}
