import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { ConferenceParams, EpochMsNumber, NonBlank, OneOf, Text, UnionIdText, answers, security } from './envelope.ts'

/** Recording and live push. No engine does either yet, so what is answered with 200 is what will be. */
const tags = ['recording']

const Code = Type.Object({ code: Type.String({ description: 'Always `200`.' }) })
const Layout = (description: string) => OneOf(['grid', 'speech', 'full_screen'], description)
const SmallWindow = (description: string) => OneOf(['relative_right', 'float_right', 'float_bottom'], description)
const Milliseconds = (description: string) => Type.Integer({ description: `${description} Milliseconds.` })
/** From the beginning of the recording. */
const Offset = (description: string) => Milliseconds(`${description} From the beginning of the recording.`)

/** `POST /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/start` */
export const StartCloudRecord = {
  operationId: 'StartCloudRecord',
  summary: 'Start the recording',
  description: 'Starts the recording, on the word of the host.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('Who starts it: the host.'),
    mode: Type.Optional(Layout('What is recorded.')),
    smallWindowPosition: Type.Optional(SmallWindow('Where the small picture is.')),
  }),
  response: answers(Code),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/stop` */
export const StopCloudRecord = {
  operationId: 'StopCloudRecord',
  summary: 'Stop the recording',
  description:
    'Stops the recording, on the word of the host. The messages are fixed; that there is nothing to stop is `recordStopError`.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({ unionId: UnionIdText('Who stops it: the host.') }),
  response: answers(Code),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/getVideos` */
export const QueryCloudRecordVideo = {
  operationId: 'QueryCloudRecordVideo',
  summary: 'The recordings of a conference',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('Who asks.') }),
  response: answers(
    Type.Object({
      videoList: Type.Array(
        Type.Object({
          recordId: Text('Recording; its files share it.'),
          unionId: Text('Who recorded.'),
          startTime: EpochMsNumber('Beginning.'),
          endTime: EpochMsNumber('End.'),
          duration: Milliseconds('Length.'),
          recordType: Type.Integer({ description: '0 plain, 1 composed.' }),
          fileSize: Type.Integer({ description: 'Bytes.' }),
          mediaId: Text('File.'),
          regionId: Text('Where the file is.'),
        }),
      ),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/videos/getPlayInfos` */
export const QueryCloudRecordVideoPlayInfo = {
  operationId: 'QueryCloudRecordVideoPlayInfo',
  summary: 'Where a recording can be watched',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: UnionIdText('Who asks.'),
    mediaId: NonBlank('File, as the list of recordings names it.'),
    regionId: NonBlank('Where it is, as the list says.'),
  }),
  response: answers(
    Type.Object({
      playUrl: Text('To watch.'),
      mp4FileUrl: Text('To download.'),
      fileSize: Type.Integer({ description: 'Bytes.' }),
      duration: Milliseconds('Length.'),
      status: Type.Integer({ description: 'Of no use.' }),
    }),
  ),
}

const Word = Type.Object({
  wordId: Text('Word.'),
  word: Text('Text.'),
  startTime: Offset('Beginning.'),
  endTime: Offset('End.'),
})
/** What somebody said in one go, as recordings and minutes have it. */
export const Sentence = Type.Object({
  unionId: Text('Who spoke.'),
  sentence: Text('Text.'),
  startTime: Offset('Beginning.'),
  endTime: Offset('End.'),
  wordList: Type.Array(Word),
})

/** `GET /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/getTexts` */
export const QueryCloudRecordText = {
  operationId: 'QueryCloudRecordText',
  summary: 'What was said in a recording',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    unionId: Type.Optional(Text('Who asks.')),
    direction: Type.Optional(OneOf(['0', '1'], '`0` by time, `1` against it. Default `0`.')),
    startTime: Type.Optional(Offset('Where to begin.')),
    maxResults: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, description: 'Paragraphs of a page.' })),
    nextToken: Type.Optional(Type.Integer({ description: 'From the last paragraph of the page before.' })),
  }),
  response: answers(
    Type.Object({
      hasMore: Type.Boolean({ description: 'More paragraphs follow.' }),
      paragraphList: Type.Array(
        Type.Object({
          // Spelt so by DingTalk.
          nextTtoken: Type.Integer({ description: 'To go on after this one.' }),
          status: Type.Integer({ description: 'Of no use.' }),
          unionId: Text('Who spoke.'),
          nickName: Text('His name.'),
          recordId: Type.Integer({ description: 'Recording.' }),
          startTime: Offset('Beginning.'),
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
  summary: 'Push the meeting to live servers',
  description: 'Pushes the meeting to live servers.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('Who starts it.'),
    streamUrlList: Type.Array(Type.String({ pattern: '^rtmp' }), {
      minItems: 1,
      maxItems: 10,
      description: 'Where to: addresses, each of which begins with `rtmp`.',
    }),
    streamName: NonBlank('Name.'),
    needHostJoin: Type.Boolean({ description: 'Not before the host has come in.' }),
    mode: Layout('What is shown.'),
    smallWindowPosition: SmallWindow('Where the small picture is.'),
  }),
  response: answers(
    Type.Object({
      successStreamMap: Type.Record(Type.String(), Type.String(), { description: 'Address → stream.' }),
      failStreamMap: Type.Record(Type.String(), Type.String(), { description: 'Address → reason.' }),
    }),
  ),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/streamOuts/stop` */
export const StopStreamOut = {
  operationId: 'StopStreamOut',
  summary: 'Stop pushing',
  description: 'Stops pushing.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('Who stops it.'),
    stopAllStream: Type.Boolean({ description: 'All of them; then `streamId` counts for nothing.' }),
    streamId: Text('Which.'),
  }),
  response: answers(Code),
}

/** `POST /v1.0/conference/videoConferences/enterpriseSetting/record/whiteAccount`, known from newer SDKs only. */
export const OptRecordWhiteAccount = {
  operationId: 'OptRecordWhiteAccount',
  summary: 'Settle who of the organisation may record',
  description: 'Settles who of the organisation may record. Known from newer SDKs only.',
  tags,
  security,
  querystring: Type.Object({
    requestBody: NonBlank(
      'JSON text of an object with `unionId` (who settles it), `bizType`, `operation` (number) and `settingRangeList`: ' +
        'at least one of `settingRangeId` and `settingRangeType` (number).',
    ),
  }),
  response: answers(Code),
}

const RecordWhiteList = Type.Object({
  unionId: UnionIdText('Who settles it.'),
  bizType: NonBlank('What is meant.'),
  operation: Type.Integer({ description: 'What to do.' }),
  settingRangeList: Type.Array(
    Type.Object({
      settingRangeId: NonBlank('Whom.'),
      settingRangeType: Type.Integer({ description: 'Of what kind.' }),
    }),
    { minItems: 1 },
  ),
})
const recordWhiteList = Compile(RecordWhiteList)

/** What `requestBody` of OptRecordWhiteAccount says; `undefined` if it is not of its shape. */
export function parseRecordWhiteList(text: string): Static<typeof RecordWhiteList> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return recordWhiteList.Check(value) ? value : undefined
  } catch {
    return undefined
  }
}
