import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CANCEL_SCHEDULE_CONFERENCE_ERRORS } from '../../src/api/dingtalk/cancel-schedule-conference.ts'
import { CLOSE_VIDEO_CONFERENCE_ERRORS } from '../../src/api/dingtalk/close-video-conference.ts'
import { COHOSTS_ERRORS } from '../../src/api/dingtalk/cohosts.ts'
import { CREATE_AUTO_LOGIN_URL_ERRORS } from '../../src/api/dingtalk/create-auto-login-url.ts'
import { CREATE_CUSTOM_SHORT_LINK_ERRORS } from '../../src/api/dingtalk/create-custom-short-link.ts'
import { CREATE_SCHEDULE_CONFERENCE_ERRORS } from '../../src/api/dingtalk/create-schedule-conference.ts'
import { CREATE_VIDEO_CONFERENCE_ERRORS } from '../../src/api/dingtalk/create-video-conference.ts'
import { FOCUS_ERRORS } from '../../src/api/dingtalk/focus.ts'
import { GATEWAY_ERRORS } from '../../src/api/dingtalk/gateway-error.ts'
import { GET_ACCESS_TOKEN_ERRORS } from '../../src/api/dingtalk/get-access-token.ts'
import { GET_CORP_ACCESS_TOKEN_ERRORS } from '../../src/api/dingtalk/get-corp-access-token.ts'
import { GET_TOKEN_ERRORS } from '../../src/api/dingtalk/get-token.ts'
import { INVITE_USERS_ERRORS } from '../../src/api/dingtalk/invite-users.ts'
import { KICK_MEMBERS_ERRORS } from '../../src/api/dingtalk/kick-members.ts'
import type { LegacyError } from '../../src/api/dingtalk/legacy-envelope.ts'
import { LEGACY_GET_TOKEN_ERRORS } from '../../src/api/dingtalk/legacy-get-token.ts'
import { LEGACY_GET_USER_BY_UNION_ID_ERRORS } from '../../src/api/dingtalk/legacy-get-user-by-union-id.ts'
import { LEGACY_GET_USER_ERRORS } from '../../src/api/dingtalk/legacy-get-user.ts'
import { LOCK_CONFERENCE_ERRORS } from '../../src/api/dingtalk/lock-conference.ts'
import { MUTE_ALL_ERRORS } from '../../src/api/dingtalk/mute-all.ts'
import { MUTE_MEMBERS_ERRORS } from '../../src/api/dingtalk/mute-members.ts'
import { QUERY_CONFERENCE_INFO_ERRORS } from '../../src/api/dingtalk/query-conference-info.ts'
import { QUERY_CONFERENCE_MEMBERS_ERRORS } from '../../src/api/dingtalk/query-conference-members.ts'
import { QUERY_USER_ONGOING_CONFERENCE_ERRORS } from '../../src/api/dingtalk/query-user-ongoing-conference.ts'
import { QUERY_CONFERENCE_INFO_BATCH_ERRORS } from '../../src/api/dingtalk/query-conference-info-batch.ts'
import { QUERY_CONFERENCE_INFO_BY_ROOM_CODE_ERRORS } from '../../src/api/dingtalk/query-conference-info-by-room-code.ts'
import { QUERY_ORG_CONFERENCE_LIST_ERRORS } from '../../src/api/dingtalk/query-org-conference-list.ts'
import { QUERY_SCHEDULE_CONF_SETTINGS_ERRORS } from '../../src/api/dingtalk/query-schedule-conf-settings.ts'
import { QUERY_SCHEDULE_CONFERENCE_INFO_ERRORS } from '../../src/api/dingtalk/query-schedule-conference-info.ts'
import { QUERY_SCHEDULE_CONFERENCE_ERRORS } from '../../src/api/dingtalk/query-schedule-conference.ts'
import type { WireError } from '../../src/api/dingtalk/refusal.ts'
import { UPDATE_MEMBER_NICK_ERRORS } from '../../src/api/dingtalk/update-member-nick.ts'
import { UPDATE_SCHEDULE_CONF_SETTINGS_ERRORS } from '../../src/api/dingtalk/update-schedule-conf-settings.ts'
import { UPDATE_SCHEDULE_CONFERENCE_ERRORS } from '../../src/api/dingtalk/update-schedule-conference.ts'
import { UPDATE_VIDEO_CONFERENCE_EXT_INFO_ERRORS } from '../../src/api/dingtalk/update-video-conference-ext-info.ts'
import { UPDATE_VIDEO_CONFERENCE_SETTING_ERRORS } from '../../src/api/dingtalk/update-video-conference-setting.ts'
import { ENGINE_TABLES } from './engine-tables.ts'
import { GOLDEN } from './golden.ts'

type Table = {
  refusals: Readonly<Record<string, WireError | 'fault'>>
  malformed: Readonly<Record<string, WireError>>
  fault: WireError
}

const TABLES: Readonly<Record<string, Table>> = {
  ...ENGINE_TABLES,
  CancelScheduleConference: CANCEL_SCHEDULE_CONFERENCE_ERRORS,
  CreateCustomShortLink: CREATE_CUSTOM_SHORT_LINK_ERRORS,
  CreateScheduleConference: CREATE_SCHEDULE_CONFERENCE_ERRORS,
  QueryScheduleConfSettings: QUERY_SCHEDULE_CONF_SETTINGS_ERRORS,
  QueryScheduleConference: QUERY_SCHEDULE_CONFERENCE_ERRORS,
  QueryScheduleConferenceInfo: QUERY_SCHEDULE_CONFERENCE_INFO_ERRORS,
  UpdateScheduleConfSettings: UPDATE_SCHEDULE_CONF_SETTINGS_ERRORS,
  UpdateScheduleConference: UPDATE_SCHEDULE_CONFERENCE_ERRORS,
  CloseVideoConference: CLOSE_VIDEO_CONFERENCE_ERRORS,
  Cohosts: COHOSTS_ERRORS,
  CreateAutoLoginUrl: CREATE_AUTO_LOGIN_URL_ERRORS,
  CreateVideoConference: CREATE_VIDEO_CONFERENCE_ERRORS,
  Focus: FOCUS_ERRORS,
  GetAccessToken: GET_ACCESS_TOKEN_ERRORS,
  GetCorpAccessToken: GET_CORP_ACCESS_TOKEN_ERRORS,
  GetToken: GET_TOKEN_ERRORS,
  InviteUsers: INVITE_USERS_ERRORS,
  KickMembers: KICK_MEMBERS_ERRORS,
  LockConference: LOCK_CONFERENCE_ERRORS,
  MuteAll: MUTE_ALL_ERRORS,
  MuteMembers: MUTE_MEMBERS_ERRORS,
  GetConfDataByConferenceId: QUERY_CONFERENCE_INFO_ERRORS,
  GetConfDetailData: QUERY_CONFERENCE_INFO_ERRORS,
  GetHistoryConfDataList: QUERY_ORG_CONFERENCE_LIST_ERRORS,
  GetUserLastMetric: QUERY_CONFERENCE_INFO_ERRORS,
  GetUserMetricData: QUERY_CONFERENCE_INFO_ERRORS,
  QueryConferenceInfoBatch: QUERY_CONFERENCE_INFO_BATCH_ERRORS,
  QueryConferenceInfoByRoomCode: QUERY_CONFERENCE_INFO_BY_ROOM_CODE_ERRORS,
  QueryOrgConferenceList: QUERY_ORG_CONFERENCE_LIST_ERRORS,
  QueryConferenceInfo: QUERY_CONFERENCE_INFO_ERRORS,
  QueryConferenceMembers: QUERY_CONFERENCE_MEMBERS_ERRORS,
  QueryUserOnGoingConference: QUERY_USER_ONGOING_CONFERENCE_ERRORS,
  UpdateMemberNick: UPDATE_MEMBER_NICK_ERRORS,
  UpdateVideoConferenceExtInfo: UPDATE_VIDEO_CONFERENCE_EXT_INFO_ERRORS,
  UpdateVideoConferenceSetting: UPDATE_VIDEO_CONFERENCE_SETTING_ERRORS,
}
const LEGACY_TABLES: Readonly<Record<string, readonly LegacyError[]>> = {
  LegacyGetToken: LEGACY_GET_TOKEN_ERRORS,
  LegacyGetUser: LEGACY_GET_USER_ERRORS,
  LegacyGetUserByUnionId: LEGACY_GET_USER_BY_UNION_ID_ERRORS,
}

/** The pages of the operations, by the heading of each section. */
const SECTIONS = new Map(
  globSync('docs/api/{bookings,conferences,members,minutes,quality,queries,recording,room-systems,tokens,users}.md')
    .flatMap((file) => readFileSync(file, 'utf8').split(/^## /m).slice(1))
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
)

const unique = (rows: readonly string[]) => [...new Set(rows)].sort()
const rowsIn = (section: string) =>
  unique([...section.matchAll(/^\| (\d{3}) \| `([^`]+)` \| `([^`]+)` \|/gm)].map((row) => row.slice(1, 4).join(' ')))
const legacyRowsIn = (section: string) =>
  unique(
    [...section.matchAll(/^\| (-?\d+)(?: with sub_code (\d+))? \|/gm)].map(([, code, sub]) => `${code} ${sub ?? ''}`),
  )

for (const [operation, { refusals, malformed, fault }] of Object.entries(TABLES)) {
  test(`[PA4] the page of ${operation} names what it can answer, and nothing else`, () => {
    const known = [...Object.values(refusals), ...Object.values(malformed), fault].filter((row) => row !== 'fault')
    assert.deepEqual(rowsIn(SECTIONS.get(operation) ?? ''), unique(known.map((row) => row.join(' '))))
  })
}

for (const [operation, errors] of Object.entries(LEGACY_TABLES)) {
  test(`[PA4] the page of ${operation} names what it can answer, and nothing else`, () => {
    const known = errors.map(({ errcode, sub_code: sub }) => `${errcode} ${sub ?? ''}`)
    assert.deepEqual(legacyRowsIn(SECTIONS.get(operation) ?? ''), unique(known))
  })
}

test('[PA4] the page of the gateway names what it can answer, and nothing else', () => {
  const known = Object.values(GATEWAY_ERRORS).map(({ status, code, en }) => `${status} ${code} ${en}`)
  assert.deepEqual(rowsIn(SECTIONS.get('Before any operation') ?? ''), unique(known))
})

test('[PA4] every operation of the contract has a section with its path, verb, right and fields', () => {
  for (const { operation, method, path, scope, answer } of GOLDEN) {
    const section = SECTIONS.get(operation) ?? ''
    assert.ok(section.includes(`\`${method} ${path}`), `${operation}: ${method} ${path}`)
    if (scope !== undefined) assert.ok(section.includes(`right \`${scope}\``), `${operation}: ${scope}`)
    for (const field of answer.filter(({ presence }) => presence === 'always')) {
      if (['errcode', 'errmsg', 'request_id', 'result', 'confInfo', 'loginInfo', 'success'].includes(field.path))
        continue
      assert.ok(section.includes(`\`${field.path}\``), `${operation}: ${field.path}`)
    }
  }
})
