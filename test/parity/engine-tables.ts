import { ADD_RECORD_PERMISSION_ERRORS } from '../../src/api/dingtalk/add-record-permission.ts'
import { GENERATE_FLASH_MINUTES_DOCUMENT_URL_ERRORS } from '../../src/api/dingtalk/generate-flash-minutes-document-url.ts'
import { INVITE_MCU_ERRORS } from '../../src/api/dingtalk/invite-mcu.ts'
import { OPT_RECORD_WHITE_ACCOUNT_ERRORS } from '../../src/api/dingtalk/opt-record-white-account.ts'
import { QUERY_CLOUD_RECORD_TEXT_ERRORS } from '../../src/api/dingtalk/query-cloud-record-text.ts'
import { QUERY_CLOUD_RECORD_VIDEO_ERRORS } from '../../src/api/dingtalk/query-cloud-record-video.ts'
import { QUERY_CLOUD_RECORD_VIDEO_PLAY_INFO_ERRORS } from '../../src/api/dingtalk/query-cloud-record-video-play-info.ts'
import { QUERY_FLASH_MINUTES_SUMMARY_ERRORS } from '../../src/api/dingtalk/query-flash-minutes-summary.ts'
import { QUERY_MINUTES_AUDIO_ERRORS } from '../../src/api/dingtalk/query-minutes-audio.ts'
import { QUERY_MINUTES_MEETING_RESULT_ERRORS } from '../../src/api/dingtalk/query-minutes-meeting-result.ts'
import { QUERY_MINUTES_SUMMARY_ERRORS } from '../../src/api/dingtalk/query-minutes-summary.ts'
import { QUERY_MINUTES_TEXT_ERRORS } from '../../src/api/dingtalk/query-minutes-text.ts'
import { QUERY_RECORD_MINUTES_URL_ERRORS } from '../../src/api/dingtalk/query-record-minutes-url.ts'
import { SET_SUBTITLE_EVENT_ERRORS } from '../../src/api/dingtalk/set-subtitle-event.ts'
import { START_CLOUD_RECORD_ERRORS } from '../../src/api/dingtalk/start-cloud-record.ts'
import { START_MINUTES_ERRORS } from '../../src/api/dingtalk/start-minutes.ts'
import { START_STREAM_OUT_ERRORS } from '../../src/api/dingtalk/start-stream-out.ts'
import { STOP_CLOUD_RECORD_ERRORS } from '../../src/api/dingtalk/stop-cloud-record.ts'
import { STOP_MINUTES_ERRORS } from '../../src/api/dingtalk/stop-minutes.ts'
import { STOP_STREAM_OUT_ERRORS } from '../../src/api/dingtalk/stop-stream-out.ts'

/** The tables of the operations whose engine is missing. */
export const ENGINE_TABLES = {
  AddRecordPermission: ADD_RECORD_PERMISSION_ERRORS,
  GenerateFlashMinutesDocumentUrl: GENERATE_FLASH_MINUTES_DOCUMENT_URL_ERRORS,
  InviteMcu: INVITE_MCU_ERRORS,
  OptRecordWhiteAccount: OPT_RECORD_WHITE_ACCOUNT_ERRORS,
  QueryCloudRecordText: QUERY_CLOUD_RECORD_TEXT_ERRORS,
  QueryCloudRecordVideo: QUERY_CLOUD_RECORD_VIDEO_ERRORS,
  QueryCloudRecordVideoPlayInfo: QUERY_CLOUD_RECORD_VIDEO_PLAY_INFO_ERRORS,
  QueryFlashMinutesSummary: QUERY_FLASH_MINUTES_SUMMARY_ERRORS,
  QueryMinutesAudio: QUERY_MINUTES_AUDIO_ERRORS,
  QueryMinutesMeetingResult: QUERY_MINUTES_MEETING_RESULT_ERRORS,
  QueryMinutesSummary: QUERY_MINUTES_SUMMARY_ERRORS,
  QueryMinutesText: QUERY_MINUTES_TEXT_ERRORS,
  QueryRecordMinutesUrl: QUERY_RECORD_MINUTES_URL_ERRORS,
  SetSubtitleEvent: SET_SUBTITLE_EVENT_ERRORS,
  StartCloudRecord: START_CLOUD_RECORD_ERRORS,
  StartMinutes: START_MINUTES_ERRORS,
  StartStreamOut: START_STREAM_OUT_ERRORS,
  StopCloudRecord: STOP_CLOUD_RECORD_ERRORS,
  StopMinutes: STOP_MINUTES_ERRORS,
  StopStreamOut: STOP_STREAM_OUT_ERRORS,
}
