import { ADA, BRAM, CLEO } from '../worlds/tester.ts'
import type { Scenario } from './scenarios.ts'
import type { World } from './world.ts'

export const NOBODY = 'NobodyAtAll0000000000iEiE'
export const PARAMS = '400 paramsError error:%s'
export const UNKNOWN_USER = '400 unknownUserError unknownUserError'
export const FAULT = '500 systemError systemError:%s'

const user = (unionId: string) => ({ userList: [{ unionId }] })
const invitee = (unionId: string) => ({ inviteeList: [{ unionId, nick: 'Bram' }] })

/** Of the operations that control members, and the settings of a conference that goes on. */
export const CONTROL_SCENARIOS: Readonly<Record<string, Scenario>> = {
  InviteUsers: {
    answers: [
      async ({ create }) => ({
        conferenceId: await create(),
        body: { unionId: ADA.unionId, ...invitee(BRAM.unionId) },
      }),
    ],
    errors: {
      [UNKNOWN_USER]: ({ running }) => ({ conferenceId: running, body: invitee(NOBODY) }),
      [PARAMS]: ({ ended }) => ({ conferenceId: ended, body: invitee(BRAM.unionId) }),
      [FAULT]: ({ unknown }) => ({ conferenceId: unknown, body: invitee(BRAM.unionId), broken: true }),
    },
  },
  KickMembers: {
    answers: [
      async (world) => ({
        conferenceId: await withBram(world),
        body: { ...user(BRAM.unionId), forbiddenRejoin: true },
      }),
    ],
    errors: {
      [UNKNOWN_USER]: ({ running }) => ({ conferenceId: running, body: user(NOBODY) }),
      [PARAMS]: async ({ create }) => ({ conferenceId: await create(), body: user(CLEO.unionId) }),
      [FAULT]: ({ unknown }) => ({ conferenceId: unknown, body: user(BRAM.unionId), broken: true }),
    },
  },
  MuteMembers: {
    answers: [
      async (world) => ({ conferenceId: await withBram(world), body: { action: 'mute', ...user(BRAM.unionId) } }),
      async (world) => ({ conferenceId: await withBram(world), body: { action: 'un_mute', ...user(BRAM.unionId) } }),
    ],
    errors: {
      [UNKNOWN_USER]: ({ running }) => ({ conferenceId: running, body: { action: 'mute', ...user(NOBODY) } }),
      [PARAMS]: async ({ create }) => ({
        conferenceId: await create(),
        body: { action: 'mute', ...user(CLEO.unionId) },
      }),
      [FAULT]: ({ unknown }) => ({
        conferenceId: unknown,
        body: { action: 'mute', ...user(BRAM.unionId) },
        broken: true,
      }),
    },
  },
  MuteAll: {
    answers: [
      async ({ create }) => ({ conferenceId: await create(), body: { action: 'mute', forceMute: true } }),
      async ({ create }) => ({ conferenceId: await create(), body: { action: 'un_mute' } }),
    ],
    errors: {
      [PARAMS]: ({ ended }) => ({ conferenceId: ended, body: { action: 'mute' } }),
      [FAULT]: ({ unknown }) => ({ conferenceId: unknown, body: { action: 'mute' }, broken: true }),
    },
  },
  Focus: {
    answers: [
      ({ running }) => ({ conferenceId: running, body: { action: 'focus', unionId: ADA.unionId } }),
      ({ running }) => ({ conferenceId: running, body: { action: 'un_focus', unionId: ADA.unionId } }),
    ],
    errors: {
      [UNKNOWN_USER]: ({ running }) => ({ conferenceId: running, body: { action: 'focus', unionId: NOBODY } }),
      [PARAMS]: ({ running }) => ({ conferenceId: running, body: { action: 'focus', unionId: CLEO.unionId } }),
      [FAULT]: ({ unknown }) => ({
        conferenceId: unknown,
        body: { action: 'focus', unionId: ADA.unionId },
        broken: true,
      }),
    },
  },
  UpdateVideoConferenceSetting: {
    answers: [
      async ({ create }) => ({ conferenceId: await create(), body: { muteAll: true, lockConference: false } }),
      async ({ create }) => ({ conferenceId: await create(), body: { onlyInternalEmployeesJoin: true } }),
    ],
    errors: {
      [PARAMS]: ({ ended }) => ({ conferenceId: ended, body: { muteAll: true } }),
      [FAULT]: ({ unknown }) => ({ conferenceId: unknown, body: { muteAll: true }, broken: true }),
    },
  },
  UpdateVideoConferenceExtInfo: {
    answers: [({ running }) => ({ conferenceId: running }), ({ ended }) => ({ conferenceId: ended })],
    errors: {
      [PARAMS]: ({ foreign }) => ({ conferenceId: foreign }),
      [FAULT]: ({ unknown }) => ({ conferenceId: unknown, broken: true }),
    },
  },
  UpdateMemberNick: {
    answers: [
      async (world) => ({
        conferenceId: await withBram(world),
        body: { unionId: BRAM.unionId, nick: 'Bram (desk 4)' },
      }),
    ],
    errors: {
      [UNKNOWN_USER]: ({ running }) => ({ conferenceId: running, body: { unionId: NOBODY, nick: 'Bram' } }),
      [PARAMS]: ({ running }) => ({ conferenceId: running, body: { unionId: BRAM.unionId, nick: ' ' } }),
      [FAULT]: ({ unknown }) => ({
        conferenceId: unknown,
        body: { unionId: BRAM.unionId, nick: 'Bram' },
        broken: true,
      }),
    },
  },
  Cohosts: {
    answers: [
      async (world) => ({ conferenceId: await withBram(world), body: { action: 'add', ...user(BRAM.unionId) } }),
    ],
    errors: {
      [UNKNOWN_USER]: ({ running }) => ({ conferenceId: running, body: { action: 'add', ...user(NOBODY) } }),
      [PARAMS]: ({ running }) => ({ conferenceId: running, body: { action: 'crown', ...user(BRAM.unionId) } }),
      [FAULT]: ({ unknown }) => ({
        conferenceId: unknown,
        body: { action: 'remove', ...user(BRAM.unionId) },
        broken: true,
      }),
    },
  },
}

/** A conference that Bram is called to. */
async function withBram({ tester, create }: World): Promise<string> {
  const id = await create()
  await tester.call('POST', `/v1.0/conference/videoConferences/${id}/users/invite`, { body: invitee(BRAM.unionId) })
  return id
}
