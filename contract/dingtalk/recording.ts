import Type, { type Static } from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { ConferenceParams, EpochMsNumber, NonBlank, OneOf, Text, UnionIdText, answers, security } from './envelope.ts'

/** Recording and live push. Without an engine nothing is answered with 200; the schemas say what an engine will answer. */
const tags = ['recording']

const Code = Type.Object({ code: Type.String({ description: 'Always `200`.' }) })
const Layout = (description: string) => OneOf(['grid', 'speech', 'full_screen'], description)
const SmallWindow = (description: string) => OneOf(['relative_right', 'float_right', 'float_bottom'], description)
const Milliseconds = (description: string) => Type.Integer({ description: `${description} Milliseconds.` })
const Offset = (description: string) => Milliseconds(`${description} From the beginning of the recording.`)

/** `POST /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/start` */
export const StartCloudRecord = {
  operationId: 'StartCloudRecord',
  summary: 'Start the recording',
  description: 'Starts the recording. Only the host may start it.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('The person who starts it: the host.'),
    mode: Type.Optional(Layout('Layout of the recording.')),
    smallWindowPosition: Type.Optional(SmallWindow('Position of the small picture.')),
  }),
  response: answers(Code),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/stop` */
export const StopCloudRecord = {
  operationId: 'StopCloudRecord',
  summary: 'Stop the recording',
  description:
    'Stops the recording. Only the host may stop it. The messages are fixed. `recordStopError` means ' +
    'that nothing is being recorded.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({ unionId: UnionIdText('The person who stops it: the host.') }),
  response: answers(Code),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/getVideos` */
export const QueryCloudRecordVideo = {
  operationId: 'QueryCloudRecordVideo',
  summary: 'List the recordings of a conference',
  description: 'Lists the recordings of a conference.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('The person who makes the request.') }),
  response: answers(
    Type.Object({
      videoList: Type.Array(
        Type.Object({
          recordId: Text('Id of the recording. All its files have the same one.'),
          unionId: Text('The person who recorded.'),
          startTime: EpochMsNumber('Start.'),
          endTime: EpochMsNumber('End.'),
          duration: Milliseconds('Length.'),
          recordType: Type.Integer({ description: '0 plain, 1 composed.' }),
          fileSize: Type.Integer({ description: 'Bytes.' }),
          mediaId: Text('File.'),
          regionId: Text('Region of the file.'),
        }),
      ),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/videos/getPlayInfos` */
export const QueryCloudRecordVideoPlayInfo = {
  operationId: 'QueryCloudRecordVideoPlayInfo',
  summary: 'Get the URLs of a recording',
  description: 'Returns the URLs of a recording.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: UnionIdText('The person who makes the request.'),
    mediaId: NonBlank('File, as in the list of recordings.'),
    regionId: NonBlank('Region, as in the list.'),
  }),
  response: answers(
    Type.Object({
      playUrl: Text('URL of the video.'),
      mp4FileUrl: Text('URL of the file to download.'),
      fileSize: Type.Integer({ description: 'Bytes.' }),
      duration: Milliseconds('Length.'),
      status: Type.Integer({ description: 'No meaning.' }),
    }),
  ),
}

const Word = Type.Object({
  wordId: Text('Word.'),
  word: Text('Text.'),
  startTime: Offset('Start.'),
  endTime: Offset('End.'),
})
/** One sentence of a person, in recordings and minutes. */
export const Sentence = Type.Object({
  unionId: Text('The speaker.'),
  sentence: Text('Text.'),
  startTime: Offset('Start.'),
  endTime: Offset('End.'),
  wordList: Type.Array(Word),
})

/** `GET /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/getTexts` */
export const QueryCloudRecordText = {
  operationId: 'QueryCloudRecordText',
  summary: 'Get the transcript of a recording',
  description: 'Returns the transcript of a recording.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: Type.Optional(Text('The person who makes the request.')),
    direction: Type.Optional(OneOf(['0', '1'], '`0` oldest first, `1` newest first. Default `0`.')),
    startTime: Type.Optional(Offset('Where to begin.')),
    maxResults: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, description: 'Paragraphs per page.' })),
    nextToken: Type.Optional(Type.Integer({ description: 'Token of the last paragraph of the previous page.' })),
  }),
  response: answers(
    Type.Object({
      hasMore: Type.Boolean({ description: 'More paragraphs follow.' }),
      paragraphList: Type.Array(
        Type.Object({
          // DingTalk's spelling.
          nextTtoken: Type.Integer({ description: 'Token to continue after this paragraph.' }),
          status: Type.Integer({ description: 'No meaning.' }),
          unionId: Text('The speaker.'),
          nickName: Text('Name.'),
          recordId: Type.Integer({ description: 'Recording.' }),
          startTime: Offset('Start.'),
          endTime: Offset('End.'),
          paragraph: Text('Text.'),
          sentenceList: Type.Array(Sentence),
        }),
      ),
    }),
  ),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/streamOuts/start` */
export const StartStreamOut = {
  operationId: 'StartStreamOut',
  summary: 'Start a live push',
  description: 'Pushes the meeting to live servers.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('The person who starts it.'),
    streamUrlList: Type.Array(Type.String({ pattern: PATTERNS.liveUrl }), {
      minItems: 1,
      maxItems: 10,
      description: 'URLs to push to. Each begins with `rtmp`.',
    }),
    streamName: NonBlank('Name.'),
    needHostJoin: Type.Boolean({ description: 'Do not start before the host has joined.' }),
    mode: Layout('Layout.'),
    smallWindowPosition: SmallWindow('Position of the small picture.'),
  }),
  response: answers(
    Type.Object({
      successStreamMap: Type.Optional(
        Type.Record(Type.String(), Type.String(), { description: 'URL → stream. Absent if none was started.' }),
      ),
      failStreamMap: Type.Optional(
        Type.Record(Type.String(), Type.String(), { description: 'URL → reason. Absent if none failed.' }),
      ),
    }),
  ),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/streamOuts/stop` */
export const StopStreamOut = {
  operationId: 'StopStreamOut',
  summary: 'Stop the live push',
  description: 'Stops the live push.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('The person who stops it.'),
    stopAllStream: Type.Boolean({ description: 'Stop all streams; `streamId` is ignored then.' }),
    streamId: Text('The stream.'),
  }),
  response: answers(Code),
}

/** `POST /v1.0/conference/videoConferences/enterpriseSetting/record/whiteAccount`, known from newer SDKs only. */
export const OptRecordWhiteAccount = {
  operationId: 'OptRecordWhiteAccount',
  summary: 'Set who in the organization may record',
  description: 'Sets who in the organization may record. Known only from newer SDKs.',
  tags,
  security,
  querystring: Type.Object({
    requestBody: NonBlank(
      'JSON text of an object with `unionId` (the person who sets it), `bizType`, `operation` (number) and ' +
        '`settingRangeList`: at least one entry of `settingRangeId` and `settingRangeType` (number).',
    ),
  }),
  response: answers(Code),
}

/** The content of `requestBody` of OptRecordWhiteAccount. */
export const RecordWhiteList = Type.Object({
  unionId: UnionIdText('The person who sets it.'),
  bizType: NonBlank('What is meant.'),
  operation: Type.Integer({ description: 'What to do.' }),
  settingRangeList: Type.Array(
    Type.Object({
      settingRangeId: NonBlank('The person.'),
      settingRangeType: Type.Integer({ description: 'Kind of the entry.' }),
    }),
    { minItems: 1 },
  ),
})
export type RecordWhiteList = Static<typeof RecordWhiteList>
