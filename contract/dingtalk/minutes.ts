import Type from 'typebox'
import { Sentence } from './recording.ts'
import { ConferenceParams, EpochMsNumber, NonBlank, Success, Text, UnionIdText, answers, security } from './envelope.ts'

/** Minutes and captions, known from SDKs only. No engine writes any yet, so what is answered with 200 is what will be. */
const tags = ['minutes']

const Code = Type.Object({ code: Type.String({ description: 'Always `200`.' }) })
const Number = (description: string) => Type.Integer({ description })
const Offset = (description: string) => Number(`${description} Milliseconds from the beginning.`)
const BizType = Type.Union([Type.Literal('cloud_record'), Type.Literal('minutes')], {
  description: 'Of a recording, or of minutes.',
})
/** Whose minutes of what. */
const Recorder = Type.Object({ bizType: BizType, recorderUnionId: UnionIdText('Who recorded.') })

/** `POST /v1.0/conference/videoConferences/{conferenceId}/subtitleEvents` */
export const SetSubtitleEvent = {
  operationId: 'SetSubtitleEvent',
  summary: 'Have captions told as events, or no longer',
  description: 'Has captions told as events, or no longer.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({ enable: Type.Boolean({ description: 'They are told.' }) }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/minutes/start` */
export const StartMinutes = {
  operationId: 'StartMinutes',
  summary: 'Start the minutes',
  description: 'Starts the minutes.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: Type.Optional(UnionIdText('Who starts them.')),
    ownerUnionId: Type.Optional(UnionIdText('Whose they are.')),
    recordAudio: Type.Optional(Type.Boolean({ description: 'Sound is kept as well.' })),
  }),
  response: answers(Code),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/minutes/pause` */
export const StopMinutes = {
  operationId: 'StopMinutes',
  summary: 'Pause the minutes',
  description: 'Pauses the minutes. The messages are fixed; that there is nothing to pause is `recordStopError`.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({ unionId: UnionIdText('Who pauses them.') }),
  response: answers(Code),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/minutes/textInfos` */
export const QueryMinutesText = {
  operationId: 'QueryMinutesText',
  summary: 'What the minutes say',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: Type.Optional(Text('Who asks.')),
    direction: Type.Union([Type.Literal('0'), Type.Literal('1')], { description: '`0` by time, `1` against it.' }),
    maxResults: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, description: 'Paragraphs of a page.' })),
    nextToken: Type.Optional(Text('From the page before.')),
  }),
  response: answers(
    Type.Object({
      hasMore: Type.Boolean({ description: 'More paragraphs follow.' }),
      nextToken: Type.Optional(Text('To go on with.')),
      paragraphList: Type.Array(
        Type.Object({
          paragraphId: Number('Paragraph.'),
          recordId: Number('Recording.'),
          unionId: Text('Who spoke.'),
          nickName: Text('His name.'),
          startTime: Offset('Beginning.'),
          endTime: Offset('End.'),
          paragraph: Text('Text.'),
          sentenceList: Type.Array(Sentence),
        }),
      ),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/minutes/audioInfos` */
export const QueryMinutesAudio = {
  operationId: 'QueryMinutesAudio',
  summary: 'The sound of the minutes',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('Who asks.') }),
  response: answers(
    Type.Object({
      audioList: Type.Array(
        Type.Object({
          recordId: Text('Recording.'),
          unionId: Text('Whose it is.'),
          startTime: EpochMsNumber('Beginning.'),
          endTime: EpochMsNumber('End.'),
          duration: Number('Milliseconds.'),
          fileSize: Number('Bytes.'),
          playUrl: Text('To listen.'),
        }),
      ),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/minutes/meetingResult` */
export const QueryMinutesMeetingResult = {
  operationId: 'QueryMinutesMeetingResult',
  summary: 'What came of the meeting',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('Who asks.') }),
  response: answers(
    Type.Object({ action: Type.Array(Text('What is to be done.')), fullSummary: Text('What was talked about.') }),
  ),
}

const Highlight = Type.Object({
  id: Number('Place in the list.'),
  sentenceId: Number('Sentence.'),
  start: Offset('Beginning.'),
  end: Offset('End.'),
  text: Text('Text.'),
})
const Chapter = Type.Object({
  id: Number('Place in the list.'),
  start: Offset('Beginning.'),
  end: Offset('End.'),
  headline: Text('Heading.'),
  summary: Text('Text.'),
})

/** `POST /v1.0/conference/videoConferences/{conferenceId}/minutes/summaries/query` */
export const QueryMinutesSummary = {
  operationId: 'QueryMinutesSummary',
  summary: 'What the minutes come to',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('Who asks.'),
    summaryTypeList: Type.Optional(Type.Array(Type.String(), { description: 'Which parts.' })),
  }),
  response: answers(
    Type.Object({
      summary: Type.Object({
        actions: Type.Optional(Type.Array(Highlight)),
        autoChapters: Type.Optional(Type.Array(Chapter)),
        conversationalSummary: Type.Optional(
          Type.Array(
            Type.Object({ speakerId: Text('Who.'), speakerName: Text('His name.'), summary: Text('What he said.') }),
          ),
        ),
        keySentences: Type.Optional(Type.Array(Highlight)),
        keywords: Type.Optional(Type.Array(Text('Word.'))),
        paragraphSummary: Type.Optional(Text('Text.')),
        questionsAnsweringSummary: Type.Optional(
          Type.Array(
            Type.Object({
              question: Text('Question.'),
              answer: Text('Answer.'),
              sentenceIdsOfQuestion: Type.Array(Number('Sentence.')),
              sentenceIdsOfAnswer: Type.Array(Number('Sentence.')),
            }),
          ),
        ),
      }),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/flashMinutes/summaries` */
export const QueryFlashMinutesSummary = {
  operationId: 'QueryFlashMinutesSummary',
  summary: 'What a recording comes to',
  tags,
  security,
  params: ConferenceParams,
  querystring: Recorder,
  response: answers(
    Type.Object({
      flashMinutesSummary: Type.Object({ status: Number('How far it is.'), summary: Type.Array(Chapter) }),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/flashMinutes/recordUrls` */
export const QueryRecordMinutesUrl = {
  operationId: 'QueryRecordMinutesUrl',
  summary: 'Links to the minutes',
  tags,
  security,
  params: ConferenceParams,
  querystring: Recorder,
  response: answers(
    Type.Object({
      recordMinutesUrls: Type.Array(Type.Object({ recordMinutesUrl: Text('Link.'), taskUuid: Text('Minutes.') })),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/flashMinutes/document/generate` */
export const GenerateFlashMinutesDocumentUrl = {
  operationId: 'GenerateFlashMinutesDocumentUrl',
  summary: 'A link to download the minutes',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: UnionIdText('Who asks.'),
    bizType: BizType,
    expireTime: Type.Optional(EpochMsNumber('Until when it works.')),
  }),
  response: answers(Type.Object({ minutesDocUrl: Text('Link.') })),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/flashMinutes/recordPermissions` */
export const AddRecordPermission = {
  operationId: 'AddRecordPermission',
  summary: 'Let somebody see a recording or minutes',
  description: 'Lets somebody see a recording or minutes.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    bizType: BizType,
    ownerUnionId: UnionIdText('Whose they are.'),
    unionId: UnionIdText('Whom to let.'),
    shareScope: Type.Optional(Number('How far.')),
    roleSubResourceIds: Type.Optional(Type.Array(NonBlank('What of it.'))),
  }),
  response: answers(Type.Object({ code: Type.String({ description: 'Always `200`.' }), taskUuid: Text('Minutes.') })),
}
