import { CONFERENCE } from '../gateway/stub-api.fixture.ts'
import {
  ROOM,
  ada,
  bad,
  plainSystemError,
  notStopped,
  inMeeting,
  starting,
  stopping,
  type Case,
  post,
  get,
  NO_MINUTES,
  inRoom,
  byAda,
  done,
  paragraph,
  chapter,
  chapterModel,
  highlight,
  highlightModel,
  ofMinutes,
  paragraphModel,
} from '../recording/engine-case.fixture.ts'

/** Minutes and captions. */
export const MINUTES_CASES: readonly Case[] = [
  {
    operation: 'SetSubtitleEvent',
    call: post(`${ROOM}/subtitleEvents`, { enable: false }),
    method: 'controlCaptions',
    serviceArgs: [inRoom],
    engine: ['setEnabled', CONFERENCE, false],
    answer: { success: true },
    missing: ['caption-engine-not-configured', bad('caption engine not configured')],
    refusals: inMeeting,
  },
  {
    operation: 'StartMinutes',
    call: post(`${ROOM}/minutes/start`, { ...ada, ownerUnionId: 'bram' }),
    method: 'controlMinutes',
    serviceArgs: [{ ...inRoom, people: ['ada', 'bram'] }],
    engine: ['start', CONFERENCE, { by: 'ada', owner: 'bram', recordsAudio: false }],
    answer: done,
    missing: [NO_MINUTES, [404, 'recordStartError', 'recordStartError:minutes engine not configured']],
    refusals: starting,
  },
  {
    operation: 'StopMinutes',
    call: post(`${ROOM}/minutes/pause`, ada),
    method: 'controlMinutes',
    serviceArgs: [byAda],
    engine: ['pause', CONFERENCE, 'ada'],
    answer: done,
    missing: [NO_MINUTES, notStopped],
    refusals: stopping,
    unexpectedError: plainSystemError,
  },
  ofMinutes(
    'QueryMinutesText',
    get(`${ROOM}/minutes/textInfos?direction=0&maxResults=5&nextToken=n`),
    {
      engine: ['loadTranscript', CONFERENCE, { backwards: false, limit: 5, after: 'n' }],
      found: { paragraphs: [paragraph], hasMore: true, next: 'm' },
      answer: { hasMore: true, nextToken: 'm', paragraphList: [{ ...paragraphModel, paragraphId: 7 }] },
    },
    [],
  ),
  ofMinutes('QueryMinutesAudio', get(`${ROOM}/minutes/audioInfos?unionId=ada`), {
    engine: ['listAudio', CONFERENCE],
    found: [{ recordId: 'r', owner: 'ada', startedAt: 1, endedAt: 3, sizeBytes: 9, playUrl: 'https://x/p' }],
    answer: {
      audioList: [
        { recordId: 'r', unionId: 'ada', startTime: 1, endTime: 3, duration: 2, fileSize: 9, playUrl: 'https://x/p' },
      ],
    },
  }),
  ofMinutes('QueryMinutesMeetingResult', get(`${ROOM}/minutes/meetingResult?unionId=ada`), {
    engine: ['loadResult', CONFERENCE],
    found: { actions: ['Call Bram.'], summary: 'Plans.' },
    answer: { action: ['Call Bram.'], fullSummary: 'Plans.' },
  }),
  ofMinutes('QueryMinutesSummary', post(`${ROOM}/minutes/summaries/query`, { ...ada, summaryTypeList: ['x'] }), {
    engine: ['loadSummary', CONFERENCE, ['x']],
    found: {
      actions: [highlight],
      chapters: [chapter],
      speakers: [{ speaker: 'ada', nick: 'Ada', summary: 'Plans.' }],
      keySentences: [highlight],
      keywords: ['plan'],
      summary: 'Plans.',
      questions: [{ question: 'When?', answer: 'Now.', questionSentences: [1], answerSentences: [2] }],
    },
    answer: {
      summary: {
        actions: [highlightModel],
        autoChapters: [chapterModel],
        conversationalSummary: [{ speakerId: 'ada', speakerName: 'Ada', summary: 'Plans.' }],
        keySentences: [highlightModel],
        keywords: ['plan'],
        paragraphSummary: 'Plans.',
        questionsAnsweringSummary: [
          { question: 'When?', answer: 'Now.', sentenceIdsOfQuestion: [1], sentenceIdsOfAnswer: [2] },
        ],
      },
    },
  }),
  ofMinutes(
    'QueryFlashMinutesSummary',
    get(`${ROOM}/flashMinutes/summaries?bizType=cloud_record&recorderUnionId=ada`),
    {
      engine: ['loadChapters', CONFERENCE, { kind: 'cloud_record', owner: 'ada' }],
      found: { status: 2, chapters: [chapter] },
      answer: { flashMinutesSummary: { status: 2, summary: [chapterModel] } },
    },
  ),
  ofMinutes('QueryRecordMinutesUrl', get(`${ROOM}/flashMinutes/recordUrls?bizType=minutes&recorderUnionId=ada`), {
    engine: ['listLinks', CONFERENCE, { kind: 'minutes', owner: 'ada' }],
    found: [{ url: 'https://x/m', minutesId: 't' }],
    answer: { recordMinutesUrls: [{ recordMinutesUrl: 'https://x/m', taskUuid: 't' }] },
  }),
  ofMinutes(
    'GenerateFlashMinutesDocumentUrl',
    get(`${ROOM}/flashMinutes/document/generate?bizType=minutes&unionId=ada&expireTime=1780000000000`),
    {
      engine: ['createDocument', CONFERENCE, { kind: 'minutes', expiresAt: 1_780_000_000_000 }],
      found: 'https://x/d',
      answer: { minutesDocUrl: 'https://x/d' },
    },
  ),
  ofMinutes(
    'AddRecordPermission',
    post(`${ROOM}/flashMinutes/recordPermissions`, { unionId: 'bram', ownerUnionId: 'ada', bizType: 'minutes' }),
    {
      engine: ['share', CONFERENCE, { kind: 'minutes', owner: 'ada', to: 'bram' }],
      found: 't',
      answer: { code: '200', taskUuid: 't' },
    },
    ['ada', 'bram'],
  ),
]
