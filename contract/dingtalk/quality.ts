import Type from 'typebox'
import { ConferenceParams, EpochMsNumber, UnionIdText, answers, security } from './envelope.ts'

const tags = ['quality']

const Measure = (description: string) => Type.Optional(Type.String({ description }))

/** Numbers are strings here. A page leaves out what it cannot measure. */
const seriesFields = {
  timestamp: EpochMsNumber('Time of the report.'),
  sendBitRate: Measure('Total sent, bit/s.'),
  recvBitRate: Measure('Total received, bit/s.'),
  lostRate: Measure('Packet loss, percent.'),
  roundTripTime: Measure('Milliseconds.'),
  audioSendBitRate: Measure('bit/s.'),
  audioRecvBitRate: Measure('bit/s.'),
  audioRecLevel: Measure('Level of the recorded audio, 0 to 1.'),
  audioPlayLevel: Measure('Level of the played audio, 0 to 1.'),
  cameraSendBitRate: Measure('bit/s.'),
  cameraRecvBitRate: Measure('bit/s.'),
  cameraSendResolutionActual: Measure('Such as `1920*1080`.'),
  cameraRecvResolutionActual: Measure('Such as `1920*1080`.'),
  cameraSendFrame: Measure('Frames per second.'),
  cameraRecvFrame: Measure('Frames per second.'),
  screenSendBitRate: Measure('bit/s.'),
  screenRecvBitRate: Measure('bit/s.'),
  screenSendResolutionActual: Measure('Such as `1920*1080`.'),
  screenRecvResolutionActual: Measure('Such as `1920*1080`.'),
  screenSendFrame: Measure('Frames per second.'),
  screenRecvFrame: Measure('Frames per second.'),
}
const Metric = Type.Object(seriesFields)
const LastMetric = Type.Object({
  ...seriesFields,
  audioJitterMax: Measure('Milliseconds.'),
  audioJitterAvg: Measure('Milliseconds.'),
})

/** `POST /v1.0/conference/videoConferences/{conferenceId}/lastMetricDatas/query`, known from the SDK only. */
export const GetUserLastMetric = {
  operationId: 'GetUserLastMetric',
  summary: 'Get the latest quality of members',
  description:
    'Returns the latest report of each person, from any of their devices. Also works after the end of ' +
    'the conference.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionIdList: Type.Array(UnionIdText('A member.'), {
      minItems: 1,
      maxItems: 1_000,
      description: 'unionIds of members.',
    }),
  }),
  response: answers(
    Type.Object({
      metricMap: Type.Optional(
        Type.Record(Type.String(), LastMetric, {
          description: 'By unionId. People without a report are absent, and so is the map if nobody has one.',
        }),
      ),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/metricDatas`, known from the SDK only. */
export const GetUserMetricData = {
  operationId: 'GetUserMetricData',
  summary: 'Get the quality of one member over time',
  description:
    'Returns the reports of one person in an interval, from all their devices, oldest first; at most ' +
    '10000 samples.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    beginTime: EpochMsNumber('Start of the interval, inclusive.'),
    endTime: EpochMsNumber('End of the interval, inclusive.'),
    unionId: UnionIdText('The member.'),
  }),
  response: answers(
    Type.Object({
      metricDataList: Type.Array(Metric, { description: 'Empty if the person reported nothing.' }),
    }),
  ),
}
