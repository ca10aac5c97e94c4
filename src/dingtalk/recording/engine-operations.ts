import type { Engines } from '../../service/control/engines.ts'
import { addRecordPermission } from '../minutes/add-record-permission.ts'
import { generateFlashMinutesDocumentUrl } from '../minutes/generate-flash-minutes-document-url.ts'
import { inviteMcu } from '../room-systems/invite-mcu.ts'
import { optRecordWhiteAccount } from './opt-record-white-account.ts'
import { queryCloudRecordText } from './query-cloud-record-text.ts'
import { queryCloudRecordVideo } from './query-cloud-record-video.ts'
import { queryCloudRecordVideoPlayInfo } from './query-cloud-record-video-play-info.ts'
import { queryFlashMinutesSummary } from '../minutes/query-flash-minutes-summary.ts'
import { queryMinutesAudio } from '../minutes/query-minutes-audio.ts'
import { queryMinutesMeetingResult } from '../minutes/query-minutes-meeting-result.ts'
import { queryMinutesSummary } from '../minutes/query-minutes-summary.ts'
import { queryMinutesText } from '../minutes/query-minutes-text.ts'
import { queryRecordMinutesUrl } from '../minutes/query-record-minutes-url.ts'
import { setSubtitleEvent } from '../minutes/set-subtitle-event.ts'
import { startCloudRecord } from './start-cloud-record.ts'
import { startMinutes } from '../minutes/start-minutes.ts'
import { startStreamOut } from './start-stream-out.ts'
import { stopCloudRecord } from './stop-cloud-record.ts'
import { stopMinutes } from '../minutes/stop-minutes.ts'
import { stopStreamOut } from './stop-stream-out.ts'
import type { Routes } from '../gateway/operation.ts'

/** What the operations use of `Engines`. */
export type EngineUse = Pick<
  Engines,
  | 'controlRecording'
  | 'readRecording'
  | 'allowRecording'
  | 'controlLivePush'
  | 'controlMinutes'
  | 'readMinutes'
  | 'controlCaptions'
  | 'inviteRoomSystem'
>

/** The operations that need an engine: recording, live push, minutes, captions, room systems. */
export function engineOperations(app: Routes, deps: { engines: EngineUse }): void {
  optRecordWhiteAccount(app, deps)
  inviteMcu(app, deps)
  startCloudRecord(app, deps)
  stopCloudRecord(app, deps)
  queryCloudRecordVideo(app, deps)
  queryCloudRecordVideoPlayInfo(app, deps)
  queryCloudRecordText(app, deps)
  startStreamOut(app, deps)
  stopStreamOut(app, deps)
  setSubtitleEvent(app, deps)
  startMinutes(app, deps)
  stopMinutes(app, deps)
  queryMinutesText(app, deps)
  queryMinutesAudio(app, deps)
  queryMinutesMeetingResult(app, deps)
  queryMinutesSummary(app, deps)
  queryFlashMinutesSummary(app, deps)
  queryRecordMinutesUrl(app, deps)
  generateFlashMinutesDocumentUrl(app, deps)
  addRecordPermission(app, deps)
}
