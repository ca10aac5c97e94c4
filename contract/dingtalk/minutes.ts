import Type from 'typebox'
import { Sentence } from './recording.ts'
import { ConferenceParams, EpochMsNumber, NonBlank, Success, Text, UnionIdText, answers, security } from './envelope.ts'

/** Minutes and captions, known only from SDKs. The schemas say what an engine will answer. */
const tags = ['minutes']

const Code = Type.Object({ code: Type.String({ description: 'Always `200`.' }) })
const Whole = (description: string) => Type.Integer({ description })
const Offset = (description: string) => Whole(`${description} Milliseconds from the beginning.`)
const BizType = Type.Union([Type.Literal('cloud_record'), Type.Literal('minutes')], {
  description: 'A recording, or minutes.',
})
/** Whose minutes, and of what. */
const Recorder = Type.Object({ bizType: BizType, recorderUnionId: UnionIdText('The person who recorded.') })

/** `POST /v1.0/conference/videoConferences/{conferenceId}/subtitleEvents` */
export const SetSubtitleEvent = {
  operationId: 'SetSubtitleEvent',
  summary: 'Turn caption events on or off',
  description: 'Turns caption events on or off.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({ enable: Type.Boolean({ description: '`true`: captions are sent as events.' }) }),
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
    unionId: Type.Optional(UnionIdText('The person who starts them.')),
    ownerUnionId: Type.Optional(UnionIdText('The owner.')),
    recordAudio: Type.Optional(Type.Boolean({ description: 'The audio is stored too.' })),
  }),
  response: answers(Code),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/minutes/pause` */
export const StopMinutes = {
  operationId: 'StopMinutes',
  summary: 'Pause the minutes',
  description: 'Pauses the minutes. The messages are fixed. `recordStopError` means that no minutes are being written.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({ unionId: UnionIdText('The person who pauses them.') }),
  response: answers(Code),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/minutes/textInfos` */
export const QueryMinutesText = {
  operationId: 'QueryMinutesText',
  summary: 'Get the transcript of the minutes',
  description: 'Returns the transcript of the minutes.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: Type.Optional(Text('The person who makes the request.')),
    direction: Type.Union([Type.Literal('0'), Type.Literal('1')], {
      description: '`0` oldest first, `1` newest first.',
    }),
    maxResults: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, description: 'Paragraphs per page.' })),
    nextToken: Type.Optional(Text('Token of the previous page.')),
  }),
  response: answers(
    Type.Object({
      hasMore: Type.Boolean({ description: 'More paragraphs follow.' }),
      nextToken: Type.Optional(Text('Token to continue with.')),
      paragraphList: Type.Array(
        Type.Object({
          paragraphId: Whole('Paragraph.'),
          recordId: Whole('Recording.'),
          unionId: Text('The speaker.'),
          nickName: Text('Name.'),
          startTime: Offset('Start.'),
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
  summary: 'List the audio of the minutes',
  description: 'Lists the audio of the minutes.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('The person who makes the request.') }),
  response: answers(
    Type.Object({
      audioList: Type.Array(
        Type.Object({
          recordId: Text('Recording.'),
          unionId: Text('The owner.'),
          startTime: EpochMsNumber('Start.'),
          endTime: EpochMsNumber('End.'),
          duration: Whole('Milliseconds.'),
          fileSize: Whole('Bytes.'),
          playUrl: Text('URL of the audio.'),
        }),
      ),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/minutes/meetingResult` */
export const QueryMinutesMeetingResult = {
  operationId: 'QueryMinutesMeetingResult',
  summary: 'Get the results of the meeting',
  description: 'Returns the results of the meeting.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('The person who makes the request.') }),
  response: answers(Type.Object({ action: Type.Array(Text('Action item.')), fullSummary: Text('Summary.') })),
}

const Highlight = Type.Object({
  id: Whole('Position in the list.'),
  sentenceId: Whole('Sentence.'),
  start: Offset('Start.'),
  end: Offset('End.'),
  text: Text('Text.'),
})
const Chapter = Type.Object({
  id: Whole('Position in the list.'),
  start: Offset('Start.'),
  end: Offset('End.'),
  headline: Text('Heading.'),
  summary: Text('Text.'),
})

/** `POST /v1.0/conference/videoConferences/{conferenceId}/minutes/summaries/query` */
export const QueryMinutesSummary = {
  operationId: 'QueryMinutesSummary',
  summary: 'Get the summary of the minutes',
  description: 'Returns the summary of the minutes.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('The person who makes the request.'),
    summaryTypeList: Type.Optional(Type.Array(Type.String(), { description: 'Requested parts.' })),
  }),
  response: answers(
    Type.Object({
      summary: Type.Object({
        actions: Type.Optional(Type.Array(Highlight)),
        autoChapters: Type.Optional(Type.Array(Chapter)),
        conversationalSummary: Type.Optional(
          Type.Array(
            Type.Object({
              speakerId: Text('The speaker.'),
              speakerName: Text('Name.'),
              summary: Text('Summary of what the person said.'),
            }),
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
              sentenceIdsOfQuestion: Type.Array(Whole('Sentence.')),
              sentenceIdsOfAnswer: Type.Array(Whole('Sentence.')),
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
  summary: 'Get the summary of a recording',
  description: 'Returns the summary of a recording.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Recorder,
  response: answers(
    Type.Object({
      flashMinutesSummary: Type.Object({ status: Whole('Progress.'), summary: Type.Array(Chapter) }),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/flashMinutes/recordUrls` */
export const QueryRecordMinutesUrl = {
  operationId: 'QueryRecordMinutesUrl',
  summary: 'List links to the minutes',
  description: 'Lists links to the minutes.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Recorder,
  response: answers(
    Type.Object({
      recordMinutesUrls: Type.Array(
        Type.Object({ recordMinutesUrl: Text('Link.'), taskUuid: Text('Id of the minutes.') }),
      ),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/flashMinutes/document/generate` */
export const GenerateFlashMinutesDocumentUrl = {
  operationId: 'GenerateFlashMinutesDocumentUrl',
  summary: 'Get a link to download the minutes',
  description: 'Returns a link to download the minutes.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: UnionIdText('The person who makes the request.'),
    bizType: BizType,
    expireTime: Type.Optional(EpochMsNumber('Time at which the link expires.')),
  }),
  response: answers(Type.Object({ minutesDocUrl: Text('Link.') })),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/flashMinutes/recordPermissions` */
export const AddRecordPermission = {
  operationId: 'AddRecordPermission',
  summary: 'Give a person access to a recording or minutes',
  description: 'Lets a person see a recording or minutes.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    bizType: BizType,
    ownerUnionId: UnionIdText('The owner.'),
    unionId: UnionIdText('The person to give access to.'),
    shareScope: Type.Optional(Whole('Scope of the access.')),
    roleSubResourceIds: Type.Optional(Type.Array(NonBlank('Parts of it.'))),
  }),
  response: answers(
    Type.Object({ code: Type.String({ description: 'Always `200`.' }), taskUuid: Text('Id of the minutes.') }),
  ),
}
